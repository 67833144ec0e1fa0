"""CSV: the encoding and the separator are found out, and what was found is said."""

import csv
import io
import re

from cms.sources.decoding import has_utf_16_look, other_kind_of, place_of
from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.formulas import plain_cell
from cms.sources.readers.tables.table import LONGEST_CELL, Table, make_line
from cms.sources.reading import Finding, FindingRule
from cms.wording.unseen import UNSEEN

_BOM = b"\xef\xbb\xbf"
_SEPARATORS = ";,\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[;,|\t])"?\r?\n', re.IGNORECASE)  # Excel's own first line
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# Between two letters these are no Windows-1252 but letters of Mac Roman or CP437.
_NO_CP1252 = re.compile(r"(?<=[^\W\d_])[‚ƒ„†‡ˆ‰Š‹ŒŽ‘“”˜™›](?=[^\W\d_])")
_SAVE_AS = "Sla het bestand op als 'CSV UTF-8' of als Excel-werkmap (.xlsx)"


def read_delimited(data: bytes) -> Table:
    """Return the rows of a CSV file in UTF-8 or Windows-1252; raise UnreadableSourceError for anything else."""
    text, findings = _decode(data.removeprefix(_BOM))
    if told := _SEPARATOR_LINE.match(text):
        separator, first, text = told["separator"], 2, text[told.end() :]
    else:
        separator, first = _separator_of(text), 1
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = []
    try:
        for number, cells in enumerate(rows, start=first):
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise UnreadableSourceError(
                    f"Rij {number} heeft een cel met meer dan {LONGEST_CELL} tekens. Kort die in."
                )
            if line := make_line(number, [plain_cell(cell) for cell in cells]):
                lines.append(line)
    except csv.Error as error:
        raise UnreadableSourceError(
            f"Regel {rows.line_num}: dit is geen goede CSV ({error}). Controleer de aanhalingstekens. {_SAVE_AS}."
        ) from error
    return Table(tuple(lines), findings)


def _decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    _refuse_no_text(data)
    findings: tuple[Finding, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place_of(data, error.start)
        text = _decode_cp1252(data, f"Regel {line}, teken {column}: hier staat een byte die geen UTF-8 is")
        findings = (Finding(FindingRule.ENCODING, line, "Het bestand is geen UTF-8 en is gelezen als Windows-1252."),)
    if control := UNSEEN.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise UnreadableSourceError(
            f"Regel {line}: hier staat een stuurteken (0x{ord(control[0]):02X}), dat in geen tekst hoort. {_SAVE_AS}."
        )
    return text, findings


def _decode_cp1252(data: bytes, fault: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(f"{fault}, en Windows-1252 evenmin. {_SAVE_AS}.") from error
    if wrong := _NO_CP1252.search(text):
        around = text[max(0, wrong.start() - 10) : wrong.end() + 10]
        raise UnreadableSourceError(f"{fault}; als Windows-1252 staat er '{around}'. {_SAVE_AS}.")
    return text


def _refuse_no_text(data: bytes) -> None:
    if kind := other_kind_of(data):
        raise UnreadableSourceError(f"Dit is {kind}, geen CSV of Excel-werkmap. {_SAVE_AS}.")
    if has_utf_16_look(data):
        raise UnreadableSourceError(f"Regel 1: het bestand staat in UTF-16, verwacht is UTF-8. {_SAVE_AS}.")
    if (place := data.find(b"\x00")) >= 0:
        line, column = place_of(data, place)
        raise UnreadableSourceError(
            f"Regel {line}, teken {column}: hier staat een NUL-byte, dus dit is geen CSV maar een binair bestand. "
            f"{_SAVE_AS}."
        )


def _separator_of(text: str) -> str:
    """Return the separator that the first line holds most often outside quotes."""
    first = next((line for line in io.StringIO(text[:LONGEST_CELL]) if line.strip()), "")
    plain = _QUOTED.sub("", first)
    return max(_SEPARATORS, key=plain.count)
