"""The closed lists that content chooses from. The value is stored and published; the label stands on the screen."""

from django.db import models


class SystemLevel(models.TextChoices):
    """Where in the pupil's surroundings a domain lies (systeemniveau)."""

    SOCIETY = "maatschappij", "Maatschappij"
    SCHOOL = "school", "School"
    ENVIRONMENT = "omgeving", "Omgeving"
    INDIVIDUAL = "individu", "Individu"


class Sector(models.TextChoices):
    """Type of education (onderwijstype)."""

    PRIMARY = "po", "Basisonderwijs"
    PRACTICAL = "vo-praktijkonderwijs", "Praktijkonderwijs"
    VMBO = "vmbo", "Vmbo"
    HAVO = "havo", "Havo"
    VWO = "vwo", "Vwo"
    SPECIAL = "vso", "Voortgezet speciaal onderwijs"
    VOCATIONAL = "mbo", "Mbo"


class Method(models.TextChoices):
    """How an intervention works with people (methode)."""

    INDIVIDUAL = "individueel", "Individueel"
    GROUP = "groepsgericht", "Groepsgericht"
    CLASS = "klassikaal", "Klassikaal"
    FAMILY = "gezinsgericht", "Gezinsgericht"
    SCHOOL_WIDE = "schoolbreed", "Schoolbreed"
    ONLINE = "online", "Online"


class PreventionLevel(models.TextChoices):
    """For whom an intervention is meant (preventieniveau)."""

    UNIVERSAL = "universeel", "Universeel: voor alle leerlingen"
    SELECTIVE = "selectief", "Selectief: voor leerlingen met een hoger risico"
    INDICATED = "geindiceerd", "Geïndiceerd: voor leerlingen met beginnende problemen"


class Pillar(models.TextChoices):
    """The pillars of the Gezonde School approach (pijlers)."""

    SIGNALLING = "signaleren", "Signaleren"
    EDUCATION = "gezondheidseducatie", "Gezondheidseducatie"
    ENVIRONMENT = "schoolomgeving", "Schoolomgeving"
    POLICY = "beleid", "Beleid"


class TextKey(models.TextChoices):
    """The running texts of the Wegwijzer, in their order of appearance. The value is the text's public id."""

    INTRODUCTION = "introductie", "Introductie"
    AUDIENCE = "doelgroep", "Doelgroep"
    SCHOOL_WIDE_APPROACH = "schoolbrede-aanpak", "De kracht van een schoolbrede aanpak"
    SITUATION = "situatie", "Huidige situatie in kaart brengen"
    RECOMMENDATIONS = "aanbevelingen", "Aanbevelingen uit onderzoek"
    SUPPORT = "ondersteuning", "Ondersteuning"
    ACCOUNTABILITY = "verantwoording", "Verantwoording"
    EVIDENCE_BASE = "onderbouwing", "Wetenschappelijke onderbouwing"
    SYSTEMS_APPROACH = "systeembenadering", "Systeembenadering"
    COLOPHON = "colofon", "Colofon"
