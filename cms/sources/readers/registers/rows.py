"""A row of cells becomes a record; what is wrong with it is said with row, column, value and what was expected."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from cms.sources.identity import name_key
from cms.sources.readers.registers.ages import Ages, read_ages
from cms.sources.readers.registers.columns import Field
from cms.sources.readers.registers.dates import InexactDateError, read_date
from cms.sources.readers.registers.header import Header
from cms.sources.readers.registers.identity import slug_of
from cms.sources.readers.registers.persons import PERSON, check_no_person, without_person
from cms.sources.readers.registers.record import Record
from cms.sources.readers.registers.words import METHODS, PILLARS, SECTORS, read_choices, read_words
from cms.sources.readers.tables import Cell, Line
from cms.sources.reading import Finding, FindingRule, Value
from cms.vetting.levels import RecognitionLevel, Register, read_label
from cms.vetting.records import record_key
from cms.wording.leftovers import leftovers

T = TypeVar("T")

_LONGEST = 255  # characters of a name, an owner and a key
_LONGEST_URL = 1000
_NUMBER = re.compile(r"[0-9]{1,12}")
_CHOICES = {Field.SECTORS: SECTORS, Field.METHODS: METHODS, Field.PILLARS: PILLARS}
_IS_ADDRESS = URLValidator(schemes=["http", "https"])


class RowReader:
    """Reads the rows of one file; ``findings`` names each unknown word of our closed lists once."""

    def __init__(self, register: Register, header: Header) -> None:
        self._register = register
        self._header = header
        self._unknown_words: dict[tuple[Field, str], Finding] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Words of the file that our closed lists do not have."""
        return tuple(self._unknown_words.values())

    def read(self, line: Line) -> Record:
        """Return the record on ``line``, with everything that is wrong with it or has to be asked."""
        row = _Row(line, self._header)
        name = row.text(Field.NAME, longest=_LONGEST, check=check_no_person)
        url = row.text(Field.URL, longest=_LONGEST_URL, check=_check_address)
        number = row.text(Field.NUMBER, longest=_LONGEST, check=_check_number)
        if not row.cell(Field.NAME):
            row.fault(Field.NAME, "Verwacht is de naam van de interventie.")
        unknown: Ages = (None, None)
        ages = row.value(Field.AGES, read_ages, unknown)
        return Record(
            line=line.number,
            key=self._key(number=number, url=url, name=name)[:_LONGEST],
            name=name,
            raw_label=row.text(Field.LABEL, longest=_LONGEST, check=check_no_person),
            level=row.value(Field.LABEL, self._level, None),
            recognised_on=row.value(Field.DATE, read_date, None),
            in_reassessment=row.value(Field.REASSESSMENT, _read_yes_or_no, None),
            url=url,
            values=self._described(row, ages),
            cells=row.kept_cells(),
            problems=(*row.leftovers(), *row.problems),
            questions=tuple(row.questions),
        )

    def _key(self, *, number: str, url: str, name: str) -> str:
        if self._register is Register.NJI:
            return record_key(register=self._register, record=slug_of(url)) or name_key(name)
        return number or name_key(name)

    def _level(self, cell: Cell) -> RecognitionLevel | None:
        return read_label(str(cell), register=self._register)

    def _described(self, row: "_Row", ages: Ages) -> dict[str, Value]:
        """Return the fields of an intervention of which the row says something."""
        low, high = ages
        described: dict[str, Value] = {
            "owner": row.text(Field.OWNER, longest=_LONGEST, check=check_no_person),
            "age_from": "" if low is None else f"{low.normalize():f}",
            "age_to": "" if high is None else f"{high.normalize():f}",
            "themes": ", ".join(read_words(row.text(Field.THEMES, longest=10 * _LONGEST, check=check_no_person))),
        }
        for field, known in _CHOICES.items():
            chosen, unknown = read_choices(row.text(field), known)
            described[field.value] = ", ".join(chosen)
            self._note(row, field, unknown)
        return {name: value for name, value in described.items() if value}

    def _note(self, row: "_Row", field: Field, unknown: Iterable[str]) -> None:
        for word in unknown:
            message = (
                f"Rij {row.number}, kolom '{row.column(field)}': {without_person(word)} staat niet in onze "
                "lijst en telt niet mee."
            )
            finding = Finding(FindingRule.UNKNOWN_WORD, row.number, message)
            self._unknown_words.setdefault((field, word.casefold()), finding)


class _Row:
    """The cells of one line, by field, and what is wrong with them."""

    def __init__(self, line: Line, header: Header) -> None:
        self.number = line.number
        self.problems: list[str] = []
        self.questions: list[str] = []
        self._cells = line.cells
        self._header = header
        if any(line.cells[header.width :]):
            self.problems.append(
                f"Rij {line.number} heeft {len(line.cells)} cellen en de kopregel {header.width}. Controleer of een "
                "tekst met het scheidingsteken erin tussen aanhalingstekens staat."
            )

    def column(self, field: Field) -> str:
        return self._header.names[self._header.places[field]]

    def cell(self, field: Field) -> Cell:
        place = self._header.places.get(field, len(self._cells))
        return self._cells[place] if place < len(self._cells) else ""

    def text(self, field: Field, *, longest: int | None = None, check: Callable[[str], None] | None = None) -> str:
        """Return a cell as text; a wrong one is empty and leaves a problem."""
        text = str(self.cell(field))
        try:
            if longest and len(text) > longest:
                raise ValueError(f"Dit zijn {len(text)} tekens; hooguit {longest} passen.")
            if check and text:
                check(text)
        except ValueError as error:
            self.fault(field, str(error))
            return ""
        return text

    def value(self, field: Field, read: Callable[[Cell], T], unknown: T) -> T:
        """Return what ``read`` makes of a cell; ``unknown`` for a wrong one, with a problem or a question."""
        try:
            return read(self.cell(field))
        except InexactDateError as error:
            self.questions.append(self._told(field, str(error)))
        except ValueError as error:
            self.fault(field, str(error))
        return unknown

    def fault(self, field: Field, expected: str) -> None:
        self.problems.append(self._told(field, expected))

    def kept_cells(self) -> dict[str, str]:
        """Return what may be kept of the row: the columns that are read, without anything of persons."""
        kept = {self.column(field): str(self.cell(field)) for field in self._header.places}
        return {name: "" if _may_name(text) and PERSON.search(text) else text for name, text in kept.items()}

    def leftovers(self) -> Iterable[str]:
        """Return a problem for each cell that was decoded wrongly, in every column that may be read."""
        for place, name in self._header.names.items():
            cell = self._cells[place] if place < len(self._cells) else ""
            if isinstance(cell, str) and not (cell.isascii() and "!" not in cell) and (found := leftovers(cell)):
                yield (
                    f"Rij {self.number}, kolom '{name}', waarde '{found[0].text}': deze tekst is verkeerd gelezen of "
                    "overgezet. Neem haar opnieuw over uit het register."
                )

    def _told(self, field: Field, expected: str) -> str:
        value = str(self.cell(field))
        shown = without_person(value) if len(value) <= 80 or PERSON.search(value) else f"'{value[:80]}…'"
        told = "Haal het e-mailadres of telefoonnummer weg." if PERSON.search(expected) else expected
        return f"Rij {self.number}, kolom '{self.column(field)}', waarde {shown}: {told}"


def _may_name(text: str) -> bool:
    """Return quickly whether an e-mail address or a phone number can be in ``text``."""
    return "@" in text or (len(text) > 8 and ("0" in text or "+31" in text))


def _read_yes_or_no(cell: Cell) -> bool | None:
    answers = {"": None, "ja": True, "nee": False}
    if str(cell).casefold() not in answers:
        raise ValueError("Verwacht is 'ja', 'nee' of een lege cel.")
    return answers[str(cell).casefold()]


def _check_number(text: str) -> None:
    if not _NUMBER.fullmatch(text):
        raise ValueError("Verwacht is het nummer in het Loket, alleen cijfers, als '1400112'.")


def _check_address(text: str) -> None:
    if "@" in text:  # a number in an address is no phone number, but a name before an @ is somebody's
        check_no_person(text)
    try:
        _IS_ADDRESS(text)
    except ValidationError as error:
        raise ValueError("Verwacht is een webadres dat met https:// begint.") from error
