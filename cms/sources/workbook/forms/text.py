"""One line of text, and a web address."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from cms.sources.readers.tables import Cell
from cms.sources.reading import Value
from cms.sources.workbook.forms.form import CellError, Within, tidy

_IS_ADDRESS = URLValidator(schemes=["http", "https"])
LONGEST_ADDRESS = 200  # characters; Django's URLField


@dataclass(frozen=True, slots=True)
class Plain:
    """A line of at most ``longest`` characters."""

    longest: int
    required: bool = False

    def shown(self, stored: Any) -> str:
        return str(stored or "")

    def value(self, stored: Any) -> str:
        return str(stored or "")

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        text = " ".join(tidy(cell).split())
        if len(text) > self.longest:
            raise CellError(f"Dit zijn {len(text)} tekens; hooguit {self.longest} passen. Maak de tekst korter.")
        return text

    def to_store(self, value: Value) -> Any:
        return str(value)


@dataclass(frozen=True, slots=True)
class Address(Plain):
    """A web address."""

    longest: int = LONGEST_ADDRESS

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        text = str(Plain.read(self, cell, old=old, within=within))
        check_address(text)
        return text


def check_address(text: str) -> None:
    """Raise CellError when ``text`` is neither empty nor an address that a browser opens."""
    try:
        if text:
            _IS_ADDRESS(text)
    except ValidationError as error:
        raise CellError("Verwacht is een webadres dat met https:// begint.") from error
    if len(text) > LONGEST_ADDRESS:
        raise CellError(f"Dit adres telt {len(text)} tekens; hooguit {LONGEST_ADDRESS} passen.")
