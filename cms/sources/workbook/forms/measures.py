"""Yes or no, an age, a day, and the number of a domain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cms.sources.readers.registers.dates import DateError, InexactDateError, read_date
from cms.sources.readers.tables import Cell
from cms.sources.reading import Value
from cms.sources.workbook.forms.form import NOWHERE, CellError, Within, tidy

# Excel makes WAAR of a cell in which somebody typed it, and so does LibreOffice.
_ANSWERS: Mapping[str, bool] = {
    **dict.fromkeys(("ja", "j", "waar", "true", "x", "1"), True),
    **dict.fromkeys(("nee", "n", "onwaar", "false", "0", ""), False),
}
_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class YesNo:
    """'ja' or 'nee'."""

    required: bool = False

    def shown(self, stored: Any) -> str:
        return "ja" if stored else "nee"

    def value(self, stored: Any) -> Value:
        return bool(stored)

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        answer = _ANSWERS.get(tidy(cell).casefold())
        if answer is None:
            raise CellError("Verwacht is 'ja' of 'nee'.")
        return answer

    def to_store(self, value: Value) -> Any:
        return self.read(value, old=None, within=NOWHERE) if isinstance(value, str) else bool(value)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, with at most two decimals; empty is not known."""

    required: bool = False

    def shown(self, stored: Any) -> str | Decimal:
        return "" if stored is None or stored == "" else Decimal(str(stored))

    def value(self, stored: Any) -> str:
        return tidy(self.shown(stored))

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        text = tidy(cell)
        if not text:
            return ""
        if not _NUMBER.fullmatch(text):
            raise CellError("Verwacht is een getal in jaren, als '12' of '1,5'.")
        age = Decimal(text.replace(",", "."))
        if not -1 <= age <= 120:
            raise CellError("Verwacht is een leeftijd tussen -1 en 120 jaar.")
        return tidy(age)

    def to_store(self, value: Value) -> Any:
        read = str(self.read(str(value), old=None, within=NOWHERE))
        return Decimal(read) if read else None


@dataclass(frozen=True, slots=True)
class Day:
    """A date; a plan writes it as ISO 8601 does."""

    required: bool = False

    def shown(self, stored: Any) -> str | date:
        return date.fromisoformat(str(stored)) if stored else ""

    def value(self, stored: Any) -> str:
        return str(stored or "")

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        try:
            return str(read_date(cell) or "")
        except InexactDateError as error:
            raise CellError("Deze datum is niet op de dag precies. Verwacht is een dag als '24-09-2020'.") from error
        except DateError as error:
            raise CellError(str(error)) from error

    def to_store(self, value: Value) -> Any:
        read = str(self.read(str(value), old=None, within=NOWHERE))
        return date.fromisoformat(read) if read else None


@dataclass(frozen=True, slots=True)
class DomainNumber:
    """The domain under which a recommendation stands. It is chosen once: pages are moved in the CMS."""

    required: bool = True

    def shown(self, stored: Any) -> str | Decimal:
        return Decimal(stored) if stored else ""

    def value(self, stored: Any) -> Value:
        return int(stored) if stored else ""

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        text = tidy(cell)
        if old:
            raise CellError(
                f"Deze aanbeveling staat in domein {old}. Een werkmap verplaatst niets: zet {old} terug en verplaats "
                "de aanbeveling in het CMS."
            )
        if not text:
            return ""
        known = ", ".join(str(number) for number in sorted(within.domains))
        if not text.isdecimal() or within.domains.get(int(text)) != 1:
            raise CellError(f"Verwacht is het nummer van een domein. Kies uit: {known or 'er is nog geen domein'}.")
        return int(text)

    def to_store(self, value: Value) -> Any:
        return int(value)
