"""Finds out which column holds what; everything wrong with the header is said at once."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable

from msgspec import Struct

from cms.sources.errors import UnreadableSourceError
from cms.sources.identity import name_key
from cms.sources.readers.registers.columns import BY_NAME, PREFERRED, Field, column_of, is_contact
from cms.sources.readers.registers.persons import without_person
from cms.sources.readers.tables import Line, Table
from cms.sources.reading import Finding, FindingRule
from cms.sources.shortening import shortened


class Header(Struct, frozen=True):
    """Where each field stands, and the name of every column that may be read, by place."""

    places: dict[Field, int]
    names: dict[int, str]
    width: int
    findings: tuple[Finding, ...]


def read_header(table: Table, *, needed: Collection[Field]) -> Header:
    """Return the header of ``table``; raise UnreadableSourceError for missing, double and repeated columns."""
    first, *rest = table.lines
    headers = [str(cell) for cell in first.cells]
    used = {place: column for place, header in enumerate(headers) if (column := column_of(header))}
    places = {column.field: place for place, column in used.items() if column.field}
    problems = [
        *_double([name_key(header) for header in headers if header], headers),
        *_rivals({place: column.field for place, column in used.items()}, headers),
        *_missing(places, needed, headers),
        *_repeated(first, rest),
    ]
    if problems:
        raise UnreadableSourceError(f"Rij {first.number}, de kopregel: {' '.join(problems)}")
    names = {place: header for place, header in enumerate(headers) if header and not is_contact(header)}
    return Header(places, names, len(headers), tuple(_findings(first, headers)))


def _double(keys: list[str], headers: list[str]) -> Iterable[str]:
    for key, count in Counter(keys).items():
        if count > 1:
            header = next(header for header in headers if name_key(header) == key)
            yield f"Kolom {without_person(shortened(header))} staat er {count} keer; laat er één staan."


def _rivals(fields: dict[int, Field], headers: list[str]) -> Iterable[str]:
    for field in Field:
        rivals = {name_key(headers[place]): headers[place] for place, held in fields.items() if field and held is field}
        if len(rivals) > 1:
            named = " en ".join(f"'{name}'" for name in rivals.values())
            yield f"Kolommen {named} zeggen hetzelfde; laat er één staan."


def _missing(places: dict[Field, int], needed: Collection[Field], headers: list[str]) -> Iterable[str]:
    unknown = [header for header in headers if header and column_of(header) is None and not is_contact(header)]
    for field in Field:
        if field in needed and field not in places:
            near = difflib.get_close_matches(PREFERRED[field], unknown, n=1, cutoff=0.5)
            meant = f" Is kolom '{shortened(near[0])}' zo bedoeld?" if near else ""
            yield f"Kolom '{PREFERRED[field]}' ontbreekt.{meant}"


def _repeated(first: Line, rest: list[Line]) -> Iterable[str]:
    if again := next((line.number for line in rest if line.cells == first.cells), None):
        yield f"De kopregel staat er nog eens in rij {again}; haal die rij weg."


def _findings(first: Line, headers: list[str]) -> Iterable[Finding]:
    for place, header in enumerate(headers, start=1):
        column = column_of(header)
        name = f"Kolom {place} {without_person(shortened(header))}"
        if is_contact(header):
            message = f"{name} bevat gegevens van personen; die wordt niet gelezen en niet bewaard."
            yield Finding(FindingRule.CONTACT_COLUMN, first.number, message)
        elif column is None and header:
            yield Finding(
                FindingRule.UNKNOWN_COLUMN, first.number, f"{name} is onbekend en telt niet mee.{_near(header)}"
            )
        elif column and not column.field:
            message = f"{name} wordt niet overgenomen; de beschrijving blijft bij het register."
            yield Finding(FindingRule.UNUSED_COLUMN, first.number, message)


def _near(header: str) -> str:
    near = difflib.get_close_matches(name_key(header)[:100], BY_NAME, n=1, cutoff=0.6)
    if not near:
        return ""
    known = next(name for name in BY_NAME[near[0]].names if name_key(name) == near[0])
    return f" Het dichtst bij komt '{known}'."
