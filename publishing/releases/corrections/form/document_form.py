"""A form of one released document, made from its shape. What nobody touched keeps its bytes."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django import forms

from publishing.documents.base import Document, Shape
from publishing.freezing.errors import DocumentError
from publishing.freezing.items import freeze_document
from publishing.freezing.shown import label_of
from publishing.freezing.violations import violation
from publishing.releases.corrections.form.fields import field_for, rows_in

_DROP = "weg"


@dataclass(frozen=True)
class _Place:
    """Where a form field stands in the document: a field, or a field of one of its rows."""

    name: str
    row: int | None = None
    sub: str = ""

    @property
    def key(self) -> str:
        """The name of the form field."""
        return "-".join(map(str, (self.name, *(() if self.row is None else (self.row, self.sub)))))


@dataclass(frozen=True)
class Section:
    """A part of the form with a heading of its own: the plain fields, or one row."""

    title: str
    fields: list[forms.BoundField]


class DocumentForm(forms.Form):
    """Every field of ``document`` that a correction may change; ``names`` says what the items behind ids are called."""

    def __init__(self, *args: Any, document: Document, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.names = document, names
        self.places: dict[str, _Place] = {}
        self.titles: dict[tuple[str, int | None], str] = {}
        for described in msgspec.structs.fields(document):
            value = getattr(document, described.name)
            if (made := field_for(described)) is not None:
                self._add(_Place(described.encode_name), made, value)
            elif (rows := rows_in(described)) is not None:
                self._add_rows(described.encode_name, rows, value)

    def sections(self) -> Iterator[Section]:
        """Yield the fields as they stand on the page: the document's own first, then each row."""
        groups: dict[tuple[str, int | None], list[forms.BoundField]] = {("", None): []}
        for key, place in self.places.items():
            groups.setdefault(("" if place.row is None else place.name, place.row), []).append(self[key])
        for group, fields in groups.items():
            if fields:
                yield Section(self.titles.get(group, ""), fields)

    def clean(self) -> dict[str, Any]:
        """Put every fault with the field that it is in, each judged by itself; then the whole."""
        plain = _plain(self.document)
        sent = [key for key in self.changed_data if key not in self.errors]
        for key in sent:
            if self.places[key].sub != _DROP and (problem := self._problem(plain, key)):
                self.add_error(key, problem)
        if not self.errors:
            self.made = self._made(plain, sent)
        return self.cleaned_data

    def _problem(self, plain: dict[str, Any], key: str) -> str:
        alone = copy.deepcopy(plain)
        self._put(alone, key)
        try:
            freeze_document(self._read(alone))
        except DocumentError as error:
            return error.problem
        return ""

    def _made(self, plain: dict[str, Any], sent: list[str]) -> Document:
        for key in sent:
            self._put(plain, key)
        self._drop_rows(plain)
        try:
            return freeze_document(self._read(plain)).document
        except DocumentError as error:  # each by itself fits; all of it together can be too large
            raise forms.ValidationError(error.problem) from error

    def _read(self, plain: dict[str, Any]) -> Document:
        try:
            return msgspec.convert(plain, type(self.document))
        except msgspec.ValidationError as error:
            raise DocumentError(violation(error, plain)) from error

    def _put(self, plain: dict[str, Any], key: str) -> None:
        place = self.places[key]
        value = self.cleaned_data[key]
        value = value.isoformat() if hasattr(value, "isoformat") else value
        if place.row is None:
            plain[place.name] = value
        elif place.sub != _DROP:
            plain[place.name][place.row][place.sub] = value

    def _drop_rows(self, plain: dict[str, Any]) -> None:
        gone = {(one.name, one.row) for key, one in self.places.items() if one.sub == _DROP and self.cleaned_data[key]}
        for name in {name for name, _ in gone}:
            plain[name] = [value for row, value in enumerate(plain[name]) if (name, row) not in gone]

    def _add(self, place: _Place, field: forms.Field, value: Any) -> None:
        self.fields[place.key] = field
        self.initial[place.key] = value
        self.places[place.key] = place

    def _add_rows(self, name: str, rows: type[Shape] | str, values: list[Any]) -> None:
        for row, value in enumerate(values):
            self.titles[name, row] = f"{label_of(name)}: {self._called(value, row)}"
            for described in msgspec.structs.fields(rows) if isinstance(rows, type) else ():
                if _is_text(described) and (made := field_for(described)) is not None:
                    self._add(_Place(name, row, described.encode_name), made, getattr(value, described.name))
            drop = forms.BooleanField(label="Weglaten uit deze uitgave", required=False)
            self._add(_Place(name, row, _DROP), drop, value=False)

    def _called(self, value: Any, row: int) -> str:
        """Return what a row is known by: the item that it refers to, else its number."""
        found = value if isinstance(value, str) else getattr(value, "intervention", "")
        return self.names.get(found, found) if found else f"nummer {row + 1}"


def _is_text(described: Any) -> bool:
    """Whether a field of a row can be changed: what a row refers to is what it is."""
    return described.encode_name != "interventie"


def _plain(document: Document) -> dict[str, Any]:
    """Return the document as plain values, each row a dictionary of its own."""
    plain: dict[str, Any] = copy.deepcopy(msgspec.to_builtins(document))
    return plain
