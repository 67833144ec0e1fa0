"""The columns of a register file, and the names under which people write them."""

import re
from enum import StrEnum

from msgspec import Struct

from cms.sources.identity import name_key
from cms.vetting.levels import Register


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
    """A column by its Dutch names, the first of which we ask for; what belongs in it; which register alone has it."""

    field: Field
    names: tuple[str, ...]
    asks: str = ""
    only: Register | None = None


COLUMNS = (
    Column(
        Field.NUMBER,
        ("Nummer", "Nr", "Loketnummer", "Interventienummer", "Nummer interventie", "ID"),
        asks="Het nummer in het Loket, alleen cijfers.",
        only=Register.GEZONDE_SCHOOL,
    ),
    Column(
        Field.NAME,
        ("Naam", "Naam interventie", "Interventie", "Titel", "Titel interventie"),
        asks="De naam, zoals in het register. Dit moet je invullen.",
    ),
    Column(
        Field.LABEL,
        ("Erkend als", "Erkenningsstatus", "Erkenning", "Erkenningsniveau", "Niveau", "Niveau erkenning", "Status"),
        asks="Het niveau in de woorden van het register, zoals ‘Goed onderbouwd’.",
    ),
    Column(
        Field.DATE,
        ("Op", "Datum erkenning", "Erkend op", "Erkenningsdatum", "Datum", "Datum van erkenning"),
        asks="De dag van de erkenning, zoals 24-09-2020.",
    ),
    Column(
        Field.REASSESSMENT,
        ("Momenteel in herbeoordeling", "In herbeoordeling", "Herbeoordeling"),
        asks="Schrijf ‘ja’ of ‘nee’.",
        only=Register.NJI,
    ),
    Column(
        Field.AGES,
        ("Leeftijd", "Leeftijden", "Leeftijdsgroep", "Leeftijdscategorie"),
        asks="Zoals ‘8-12 jaar’, ‘13 tot en met 25 jaar’ of ‘vanaf 12 jaar’.",
    ),
    Column(
        Field.THEMES,
        ("Gericht op", "Thema", "Thema's", "Themas", "Onderwerp", "Onderwerpen"),
        asks="De thema’s van het register.",
    ),
    Column(
        Field.SECTORS,
        ("Onderwijstype", "Onderwijssector", "Onderwijstypen", "Onderwijssectoren", "Sector"),
        asks="Kies uit po, vo, praktijkonderwijs, vmbo, havo, vwo, vso en mbo.",
    ),
    Column(
        Field.METHODS,
        ("Methode", "Methoden", "Werkwijze"),
        asks="Kies uit individueel, groepsgericht, klassikaal, gezinsgericht, schoolbreed en online.",
    ),
    Column(
        Field.PILLARS,
        ("Pijlers", "Pijler"),
        asks="Kies uit signaleren, gezondheidseducatie, schoolomgeving en beleid.",
        only=Register.GEZONDE_SCHOOL,
    ),
    Column(
        Field.OWNER,
        ("Eigenaar", "Ontwikkelaar", "Licentiehouder", "Organisatie", "Eigenaar interventie"),
        asks="De organisatie. Geen naam van een persoon.",
    ),
    Column(
        Field.URL,
        ("URL", "Webadres", "Website", "Link", "Weblink", "Internetadres"),
        asks="Het hele adres van de pagina in het register.",
    ),
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


def columns_of(register: Register) -> tuple[Column, ...]:
    """Return the columns that a file of ``register`` can have, in the order in which we ask for them."""
    return tuple(column for column in COLUMNS if column.field and column.only in (None, register))


def is_contact(header: str) -> bool:
    """Return whether a column holds persons or how to reach them. Such a column is never read."""
    return column_of(header) is None and _CONTACT.search(name_key(header)) is not None
