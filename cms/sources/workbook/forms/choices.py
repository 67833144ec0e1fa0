"""Closed lists, and lists of free words. A plan joins the stored words with commas, as for a register."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from cms.sources.identity import name_key
from cms.sources.readers.registers.words import read_words
from cms.sources.readers.tables import Cell
from cms.sources.reading import Value
from cms.sources.workbook.forms.form import NOWHERE, CellError, Within, tidy

LONGEST = 2_000  # characters of a list


@dataclass(frozen=True, slots=True)
class Choices:
    """Several of ``choices``, by their names on the screen or as they are stored."""

    choices: type[TextChoices]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: bool = False

    def shown(self, stored: Any) -> str:
        names = {choice.value: short_label(choice) for choice in self.choices}
        return ", ".join(names.get(word, word) for word in stored or ())

    def value(self, stored: Any) -> str:
        return ", ".join(stored or ())

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        chosen: list[str] = []
        for word in read_words(tidy(cell)):
            chosen += [word] if word in (old or ()) else self._chosen(word)
        order = list(self.choices.values)
        known = sorted({word for word in chosen if word in order}, key=order.index)
        value = ", ".join([*known, *(word for word in dict.fromkeys(chosen) if word not in order)])
        same = set(read_words(value)) == set(old or ())
        return ", ".join(old) if same and old else value

    def _chosen(self, word: str) -> list[str]:
        key = name_key(word)
        for choice in self.choices:
            if key in {name_key(choice.value), name_key(choice.label), name_key(short_label(choice))}:
                return [choice.value]
        if known := self.synonyms.get(word.casefold()):
            return list(known)
        raise CellError(f"'{word[:60]}' staat niet in de lijst. {nearest_choice(key, self.choices)}")

    def to_store(self, value: Value) -> Any:
        return read_words(str(self.read(str(value), old=None, within=NOWHERE)))


@dataclass(frozen=True, slots=True)
class Choice:
    """One of ``choices``, or none."""

    choices: type[TextChoices]
    required: bool = False

    def shown(self, stored: Any) -> str:
        return Choices(self.choices).shown([stored] if stored else [])

    def value(self, stored: Any) -> str:
        return str(stored or "")

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        value = str(Choices(self.choices).read(cell, old=[old] if old else [], within=within))
        if "," in value:
            raise CellError("Hier past er één. Kies de beste en haal de andere weg.")
        return value

    def to_store(self, value: Value) -> Any:
        return self.read(str(value), old=None, within=NOWHERE)


@dataclass(frozen=True, slots=True)
class Words:
    """Free words with commas between them."""

    required: bool = False

    def shown(self, stored: Any) -> str:
        return ", ".join(stored or ())

    def value(self, stored: Any) -> str:
        return ", ".join(stored or ())

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        text = tidy(cell)
        if len(text) > LONGEST:
            raise CellError(f"Dit zijn {len(text)} tekens; hooguit {LONGEST} passen. Noem losse woorden.")
        return ", ".join(read_words(text.replace("\n", ",")))

    def to_store(self, value: Value) -> Any:
        return read_words(str(value))


def short_label(choice: TextChoices) -> str:
    """Return the name of a choice without its explanation: 'Universeel'."""
    return str(choice.label).partition(":")[0]


def nearest_choice(key: str, choices: Iterable[TextChoices]) -> str:
    """Return which choices there are, and which one was probably meant."""
    names = {name_key(short_label(choice)): short_label(choice) for choice in choices}
    near = difflib.get_close_matches(key[:60], names, n=1)
    meant = f"Bedoel je '{names[near[0]]}'? " if near else ""
    return f"{meant}Kies uit: {', '.join(names.values())}."
