"""Recognition levels (erkenningsniveaus), and how a register's own words are read as one of them.

Levels and labels: the NJi Databank Effectieve Jeugdinterventies and the RIVM Loket Gezond Leven (Gezonde School).
"""

import re

from django.db import models

MAPPING_VERSION = 1  # rises when the grammar reads any label differently; kept with each observation


class Register(models.TextChoices):
    """Where a recognition is recorded."""

    NJI = "nji", "NJi Databank Effectieve Jeugdinterventies"
    GEZONDE_SCHOOL = "gezonde-school", "Gezonde School (RIVM Loket Gezond Leven)"

    @property
    def short(self) -> str:
        """What people call it."""
        return {Register.NJI: "NJi", Register.GEZONDE_SCHOOL: "Gezonde School"}[self]


class RecognitionLevel(models.TextChoices):
    """From weak to strong evidence, in this order; *niet erkend* stands apart."""

    GOED_BESCHREVEN = "goed-beschreven", "Goed beschreven"
    GOED_ONDERBOUWD = "goed-onderbouwd", "Goed onderbouwd"
    EERSTE_AANWIJZINGEN = "eerste-aanwijzingen", "Effectief volgens eerste aanwijzingen"
    GOEDE_AANWIJZINGEN = "goede-aanwijzingen", "Effectief volgens goede aanwijzingen"
    STERKE_AANWIJZINGEN = "sterke-aanwijzingen", "Effectief volgens sterke aanwijzingen"
    NIET_ERKEND = "niet-erkend", "Niet erkend"


class LabelError(ValueError):
    """A label outside the grammar, or one that the register does not have."""


_NUMERAL = r"(?:\(niveau (?P<numeral>i|ii|iii|iv)\))?"
_STRENGTH = r"(?P<strength>eerste|goede|sterke)"
_GRAMMAR = (
    re.compile(rf"(?P<described>goed beschreven) ?{_NUMERAL}"),
    re.compile(rf"(?:theoretisch )?(?P<founded>goed onderbouwd) ?{_NUMERAL}"),
    re.compile(rf"(?:effectief volgens )?{_STRENGTH} aanwijzingen(?: voor effectiviteit)? ?{_NUMERAL}"),
    re.compile(r"(?P<refused>niet erkend)(?P<numeral>)"),
)
_BY_STRENGTH = {
    "eerste": (RecognitionLevel.EERSTE_AANWIJZINGEN, "ii"),
    "goede": (RecognitionLevel.GOEDE_AANWIJZINGEN, "iii"),
    "sterke": (RecognitionLevel.STERKE_AANWIJZINGEN, "iv"),
}


def read_label(raw: str, *, register: Register) -> RecognitionLevel | None:
    """Return the level that ``raw`` names, None for an empty label (not known); raise LabelError for anything else."""
    words = " ".join(raw.casefold().split())
    if not words:
        return None
    match = next((found for pattern in _GRAMMAR if (found := pattern.fullmatch(words))), None)
    if match is None:
        known = ", ".join(RecognitionLevel.labels)
        raise LabelError(f"'{raw}' is geen bekend erkenningsniveau. Bekend zijn: {known}.")
    level, numeral = _meaning(match)
    if match["numeral"] and match["numeral"] != numeral:
        raise LabelError(f"'{raw}' spreekt zichzelf tegen: de woorden en het niveaucijfer horen niet bij elkaar.")
    if register == Register.NJI and level is RecognitionLevel.GOED_BESCHREVEN:
        raise LabelError("Het NJi kent het niveau 'Goed beschreven' niet. Controleer het register of het niveau.")
    return level


def _meaning(match: re.Match[str]) -> tuple[RecognitionLevel, str]:
    groups = match.groupdict()
    if strength := groups.get("strength"):
        return _BY_STRENGTH[strength]
    if groups.get("founded"):
        return RecognitionLevel.GOED_ONDERBOUWD, "i"
    if groups.get("described"):
        return RecognitionLevel.GOED_BESCHREVEN, ""
    return RecognitionLevel.NIET_ERKEND, ""
