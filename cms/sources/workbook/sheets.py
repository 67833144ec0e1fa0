"""Finds the sheets of a workbook that came back, and their columns. Everything wrong with them is said at once."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cms.sources.errors import UnreadableSourceError
from cms.sources.identity import name_key
from cms.sources.readers.registers.columns import is_contact
from cms.sources.readers.tables import Line, Table, read_sheets
from cms.sources.reading import Finding, FindingRule
from cms.sources.shortening import shortened
from cms.sources.workbook.columns import SHEETS, Sheet, names_of
from cms.sources.workbook.instructions import INSTRUCTIONS
from cms.sources.workbook.row import SheetRow

_OF_A_RELEASE = "Over deze uitgave"  # the first sheet of the export of a release
_ALIKE = 0.7  # 'webadress' and 'webadres' score 0.94; 'opmerking' and 'toelichting' 0.4


@dataclass(slots=True)
class Filled:
    """A workbook that came back: the rows of each sheet, by target; a sheet that is not there has no entry."""

    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_filled(data: bytes, *, complete: bool) -> Filled:
    """Return what stands in the workbook ``data``; raise UnreadableSourceError with everything wrong in its headers.

    A ``complete`` workbook has every sheet.
    """
    tables = {name: table for name, table in read_sheets(data).items() if name_key(name) != name_key(INSTRUCTIONS)}
    if _OF_A_RELEASE in tables:
        raise UnreadableSourceError(
            "Dit is de werkmap van een uitgave: die is om te lezen en kun je niet terugbrengen. Haal de werkmap op bij "
            "Bronnen, Werkmap ophalen (of met 'manage.py write_workbook'), vul die in en lees haar hier in."
        )
    filled = Filled()
    faults: list[str] = []
    present = {name_key(name): name for name in tables}
    known = {name_key(sheet.name): sheet for sheet in SHEETS}
    unknown = {key: name for key, name in present.items() if key not in known}
    if present and not known.keys() & present.keys():
        named = ", ".join(f"'{sheet.name}'" for sheet in SHEETS)
        raise UnreadableSourceError(f"Dit is niet onze werkmap: geen van de bladen {named} staat erin.")
    for key, sheet in known.items():
        if key in present:
            _read_sheet(sheet, tables[present[key]], filled, faults)
        else:
            _note_missing(sheet, unknown, filled, faults, complete=complete)
    for name in unknown.values():
        filled.findings.append(
            Finding(FindingRule.UNKNOWN_SHEET, 0, f"Blad '{shortened(name)}' is onbekend en telt niet mee.")
        )
    if faults:
        raise UnreadableSourceError(" ".join(faults))
    return filled


def _note_missing(
    sheet: Sheet, unknown: Mapping[str, str], filled: Filled, faults: list[str], *, complete: bool
) -> None:
    near = difflib.get_close_matches(name_key(sheet.name), unknown, n=1, cutoff=_ALIKE)
    meant = f" Is blad '{shortened(unknown[near[0]])}' zo bedoeld? Geef het die naam." if near else ""
    if near or complete:
        faults.append(f"Blad '{sheet.name}' ontbreekt.{meant}")
        return
    message = f"Blad '{sheet.name}' staat er niet in; daar verandert niets."
    filled.findings.append(Finding(FindingRule.MISSING_SHEET, 0, message))


def _read_sheet(sheet: Sheet, table: Table, filled: Filled, faults: list[str]) -> None:
    if not table.lines:
        faults.append(f"Blad '{sheet.name}' is leeg. Verwacht is een kopregel.")
        return
    first, *rest = table.lines
    headings = {name_key(name): heading for name, heading in names_of(sheet)}
    titles = {place: str(cell) for place, cell in enumerate(first.cells) if str(cell).strip()}
    places = {place: headings[name_key(title)] for place, title in titles.items() if name_key(title) in headings}
    wrong = [*_double(places), *_missing(sheet, titles, places)]
    faults += [f"Blad '{sheet.name}', rij {first.number}: {fault}" for fault in wrong]
    filled.findings += _findings(sheet, first.number, titles, places)
    shown = {place: title for place, title in titles.items() if place in places or not is_contact(title)}
    filled.rows[sheet.target] = [_row(sheet, line, places, shown) for line in rest]


def _row(sheet: Sheet, line: Line, places: Mapping[int, str], shown: Mapping[int, str]) -> SheetRow:
    cells = {heading: line.cells[place] for place, heading in places.items() if place < len(line.cells)}
    others = {title: line.cells[place] for place, title in shown.items() if place < len(line.cells)}
    given = frozenset(places.values())
    return SheetRow(sheet, line.number, cells, others, given)


def _double(places: Mapping[int, str]) -> Iterable[str]:
    for heading, count in Counter(places.values()).items():
        if count > 1:
            yield f"kolom '{heading}' staat er {count} keer; laat er één staan."


def _missing(sheet: Sheet, titles: Mapping[int, str], places: Mapping[int, str]) -> Iterable[str]:
    unknown = {name_key(title): title for place, title in titles.items() if place not in places}
    for heading in sheet.headings:
        if heading in places.values():
            continue
        near = difflib.get_close_matches(name_key(heading), unknown, n=1, cutoff=_ALIKE)
        if near:
            meant = shortened(unknown[near[0]])
            yield f"kolom '{heading}' ontbreekt. Is kolom '{meant}' zo bedoeld? Geef die die naam."
        elif heading in sheet.needed:
            yield f"kolom '{heading}' ontbreekt."


def _findings(sheet: Sheet, line: int, titles: Mapping[int, str], places: Mapping[int, str]) -> Iterable[Finding]:
    for place, title in titles.items():
        name = f"Blad '{sheet.name}', kolom '{shortened(title)}'"
        if place in places:
            continue
        if is_contact(title):
            message = f"{name} bevat gegevens van personen; die wordt niet gelezen en niet bewaard."
            yield Finding(FindingRule.CONTACT_COLUMN, line, message)
        else:
            near = difflib.get_close_matches(name_key(title), [name_key(one) for one in sheet.headings], n=1)
            closest = next((one for one in sheet.headings if near and name_key(one) == near[0]), "")
            meant = f" Het dichtst bij komt '{closest}'." if closest else ""
            yield Finding(FindingRule.UNKNOWN_COLUMN, line, f"{name} is onbekend en telt niet mee.{meant}")
    for heading in sheet.headings:
        if heading not in places.values() and heading not in sheet.needed:
            message = f"Blad '{sheet.name}': kolom '{heading}' staat er niet in; daar verandert niets."
            yield Finding(FindingRule.MISSING_COLUMN, line, message)
