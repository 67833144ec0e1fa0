"""The columns of a register file, and the names under which people write them."""

import re
from enum import StrEnum

from msgspec import Struct

from cms.sources.identity import name_key


class Field(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    LABEL = "label"
    DATE = "date"
    REASSESSMENT = "reassessment"
    AGES = "ages"
    THEMES = "themes"
    SECTORS = "sectors"
    METHODS = "methods"
    PILLARS = "pillars"
    OWNER = "owner"
    URL = "url"
    UNUSED = ""  # known, and left at the register


class Column(Struct, frozen=True):
    """A column by its Dutch names; the first is the one that we ask for."""

    field: Field
    names: tuple[str, ...]


COLUMNS = (
    Column(Field.NUMBER, ("Nummer", "Nr", "Loketnummer", "Interventienummer", "Nummer interventie", "ID")),
    Column(Field.NAME, ("Naam", "Naam interventie", "Interventie", "Titel", "Titel interventie")),
    Column(
        Field.LABEL,
        ("Erkend als", "Erkenningsstatus", "Erkenning", "Erkenningsniveau", "Niveau", "Niveau erkenning", "Status"),
    ),
    Column(Field.DATE, ("Op", "Datum erkenning", "Erkend op", "Erkenningsdatum", "Datum", "Datum van erkenning")),
    Column(Field.REASSESSMENT, ("Momenteel in herbeoordeling", "In herbeoordeling", "Herbeoordeling")),
    Column(Field.AGES, ("Leeftijd", "Leeftijden", "Leeftijdsgroep", "Leeftijdscategorie")),
    Column(Field.THEMES, ("Gericht op", "Thema", "Thema's", "Themas", "Onderwerp", "Onderwerpen")),
    Column(Field.SECTORS, ("Onderwijstype", "Onderwijssector", "Onderwijstypen", "Onderwijssectoren", "Sector")),
    Column(Field.METHODS, ("Methode", "Methoden", "Werkwijze")),
    Column(Field.PILLARS, ("Pijlers", "Pijler")),
    Column(Field.OWNER, ("Eigenaar", "Ontwikkelaar", "Licentiehouder", "Organisatie", "Eigenaar interventie")),
    Column(Field.URL, ("URL", "Webadres", "Website", "Link", "Weblink", "Internetadres")),
    Column(
        Field.UNUSED,
        (
            *("Door", "Erkend door", "Doel", "Doelgroep", "Aanpak", "Locatie", "Uitvoering", "Tijdsbesteding"),
            *("Laatst gepubliceerd", "Samenvatting", "Materialen", "Onderbouwing", "Opmerkingen", "Melding"),
            *("Signaleren", "Gezondheidseducatie", "Schoolomgeving", "Beleid"),
        ),
    ),
)
BY_NAME = {name_key(name): column for column in COLUMNS for name in column.names}
PREFERRED = {column.field: column.names[0] for column in COLUMNS if column.field}
_CONTACT = re.compile(
    r"(?:^|-)(?:contact\w*|e-?mail\w*|mail\w*|tel|telefoon\w*|telnr|mobiel\w*|gsm|persoon|contactgegevens)(?:-|$)"
)


def column_of(header: str) -> Column | None:
    """Return the column that ``header`` names, whatever its capitals, accents and punctuation."""
    return BY_NAME.get(name_key(header))


def is_contact(header: str) -> bool:
    """Return whether a column holds persons or how to reach them. Such a column is never read."""
    return column_of(header) is None and _CONTACT.search(name_key(header)) is not None
