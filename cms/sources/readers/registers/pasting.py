"""The pasted text of one page of a register: its labels and values become a file of one row for the ordinary reader."""

import csv
import io
import re
from collections.abc import Iterable

from cms.sources.errors import UnreadableSourceError
from cms.sources.identity import name_key
from cms.sources.readers.registers.columns import PREFERRED, Field, column_of, is_contact
from cms.sources.readers.registers.persons import PERSON
from cms.sources.readers.registers.sources import Source
from cms.sources.shortening import shortened
from cms.wording.unseen import UNSEEN

LONGEST = 50_000  # characters; a page of a register has 5,000
_MOST_UNKNOWN = 20
_LONGEST_LABEL = 40
_EXPECTED = (
    "Verwacht is de tekst van één pagina van het register, met labels als 'Naam', 'Erkend als' en 'Datum erkenning' "
    "en daarachter of daaronder de waarde"
)
_CONTACT = "Contactgegevens"  # what the finding calls any of them: a label can hold a name itself
_LISTS = {Field.THEMES, Field.SECTORS, Field.METHODS, Field.PILLARS}
_LINE_END = re.compile(r"\r\n?|\n")
_LABELLED = re.compile(rf"(?P<label>[^:\t]{{1,{_LONGEST_LABEL}}}?)\s*[:\t][\s:]*(?P<value>.*)")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def pasted_as_csv(text: str, *, source: Source) -> bytes:
    """Return the record in ``text`` as a CSV file (UTF-8) of one row, with every column that ``source`` needs.

    A value stands behind its label (after a colon or a tab) or on the lines below it. Without a label for the name the
    first line is the name; an address on a line of its own is the address. Contact details are dropped; they and
    labels that are unknown or left at the register come as empty columns, so that the reader names them. Raise
    UnreadableSourceError for what is no such text.
    """
    lines = _lines(text)
    page = _Page()
    for line in lines:
        page.take(line)
    page.close()
    if not page.has_labels:
        raise UnreadableSourceError(f"In deze tekst staat geen enkel bekend label. {_EXPECTED}.")
    if page.clashes:
        raise UnreadableSourceError(f"{' '.join(page.clashes)} Plak één pagina tegelijk en laat één waarde staan.")
    values = {PREFERRED[field]: value for field in PREFERRED if (value := page.value(field)) or field in source.needed}
    return _csv({**values, **dict.fromkeys(page.named, "")})


def _lines(text: str) -> list[str]:
    if len(text) > LONGEST:
        raise UnreadableSourceError(f"Deze tekst telt {len(text)} tekens; hooguit {LONGEST} passen. {_EXPECTED}.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableSourceError(f"Deze tekst heeft een half teken, en is beschadigd. {_EXPECTED}.") from error
    lines = _LINE_END.split(text)
    for number, line in enumerate(lines, start=1):
        if control := UNSEEN.search(line):
            raise UnreadableSourceError(
                f"Regel {number}: hier staat een stuurteken (0x{ord(control[0]):02X}), dat in geen tekst hoort. "
                f"{_EXPECTED}."
            )
    filled = [stripped for line in lines if (stripped := line.strip())]
    if not filled:
        raise UnreadableSourceError(f"Er is niets geplakt. {_EXPECTED}.")
    if any(len([cell for cell in filled[0].split(sign) if column_of(cell)]) > 2 for sign in ";,\t|"):
        raise UnreadableSourceError(f"Dit lijkt een heel bestand. Laad het als bestand. {_EXPECTED}.")
    return filled


class _Page:
    """What has been read of a page so far; a value grows until the next label."""

    def __init__(self) -> None:
        self.values: dict[Field, str] = {}
        self.named: dict[str, None] = {}
        self.clashes: list[str] = []
        self.has_labels = False
        self._first = ""
        self._address = ""
        self._open: Field | None = None  # whose value is being read; UNUSED for what is dropped
        self._growing: list[str] = []

    def value(self, field: Field) -> str:
        """Return the value of a field, empty when the page does not give it."""
        instead = {Field.NAME: self._first, Field.URL: self._address}
        return self.values.get(field) or instead.get(field, "")

    def take(self, line: str) -> None:
        """Read one line."""
        match = _LABELLED.fullmatch(line)
        label, value = (match["label"], match["value"]) if match else (line, "")
        if _is_label(label):
            self._begin(label, value)
        elif _ADDRESS.fullmatch(line) and not (self._open is Field.URL and not self._growing):
            self._address = self._address or line
        elif PERSON.search(line):
            self.named[_CONTACT] = None
        elif self._open is None:
            self._first = self._first or line
        elif match and self._growing and self._open and name_key(label):
            self._begin_unknown(label)
        else:
            self._growing.append(line)

    def _begin(self, label: str, value: str) -> None:
        self.close()
        column = column_of(label)
        self.has_labels = self.has_labels or column is not None
        self._open = column.field if column else Field.UNUSED
        if column is None:
            self.named[_CONTACT] = None
        elif not column.field:
            self.named[next(name for name in column.names if name_key(name) == name_key(label))] = None
        if PERSON.search(value) and not _ADDRESS.fullmatch(value):
            self.named[_CONTACT] = None
        elif value:
            self._growing.append(value)

    def _begin_unknown(self, label: str) -> None:
        self.close()
        self._open = Field.UNUSED
        if len(self.named) < _MOST_UNKNOWN and name_key(label) not in map(name_key, self.named):
            self.named[" ".join(label.split())] = None

    def close(self) -> None:
        """Keep what was read under the last label; what comes without one is dropped."""
        field, self._open = self._open, Field.UNUSED if self._open is not None else None
        value = " ".join((", " if field in _LISTS else " ").join(self._growing).split())
        self._growing = []
        if not field or not value:
            return
        held = self.values.setdefault(field, value)
        if name_key(held) != name_key(value):
            self.clashes.append(
                f"'{PREFERRED[field]}' staat er twee keer: '{shortened(held)}' en '{shortened(value)}'."
            )


def _is_label(text: str) -> bool:
    text = text.strip().rstrip(":")
    is_short = len(text) <= _LONGEST_LABEL and len(text.split()) <= 4 and "@" not in text
    return is_short and (column_of(text) is not None or is_contact(text))


def _csv(values: dict[str, str]) -> bytes:
    written = io.StringIO()
    rows: Iterable[Iterable[str]] = (values.keys(), values.values())
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()
