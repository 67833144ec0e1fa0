"""An item in the pieces of which a person chooses one version: its fields, and each row under it as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import ForeignKey
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail.fields import RichTextField
from wagtail.rich_text import get_text_for_indexing

from cms.content.colliding.rich_text import as_written
from cms.content.fields import ChoiceListField

NOT_OURS = frozenset({"comments"})  # Wagtail's own rows under a page, which are no content


@dataclass(frozen=True)
class Piece:
    """One piece: ``key`` names it in a form, ``raw`` is what is compared, ``text`` what is read."""

    key: str
    label: str
    raw: Any
    text: str


def pieces_of(item: Any, form: Any) -> dict[str, Piece]:
    """Return the pieces of ``item`` that ``form`` can change, by key, in the order of the form."""
    found = [*_fields_of(item, form.fields), *_rows_of(item, relations_in(form))]
    return {piece.key: piece for piece in found}


def relations_in(form: Any) -> list[str]:
    """Return the names of the rows under an item that ``form`` can change."""
    return [name for name in getattr(form, "formsets", {}) if name not in NOT_OURS]


def row_key(relation: str, row: Any) -> str:
    """Return what names ``row``: its own identity, for its primary key changes with every publication."""
    return f"{relation}:{row.uid}"


def _fields_of(item: Any, names: Iterable[str]) -> Iterator[Piece]:
    known = {field.name: field for field in item._meta.concrete_fields}
    for name in names:
        if field := known.get(name):
            yield Piece(name, capfirst(str(field.verbose_name)), _raw(item, field), _text(item, field))


def _rows_of(item: Any, relations: Iterable[str]) -> Iterator[Piece]:
    for relation in relations:
        for row in getattr(item, relation).all():
            fields = [field for field in row._meta.concrete_fields if _is_written(field)]
            texts = [(capfirst(str(field.verbose_name)), _text(row, field)) for field in fields]
            yield Piece(
                row_key(relation, row),
                f"{capfirst(str(row._meta.verbose_name))}: {texts[0][1][:80] or 'leeg'}",
                tuple(_raw(row, field) for field in fields),
                "\n".join(f"{label}: {text}" for label, text in texts if text),
            )


def _is_written(field: Any) -> bool:
    own = {"sort_order", "uid"}
    return not field.primary_key and field.name not in own and type(field).__name__ != "ParentalKey"


def _raw(item: Any, field: Any) -> Any:
    value = field.value_from_object(item)
    return as_written(field, value) if isinstance(field, RichTextField) else value


def _text(item: Any, field: Any) -> str:
    value = field.value_from_object(item)
    if value in (None, "", []):
        return ""
    if isinstance(field, RichTextField):
        return " ".join(get_text_for_indexing(value).split())
    if isinstance(field, models.BooleanField):
        return "ja" if value else "nee"
    if isinstance(field, models.DateField):
        return date_format(value, "j F Y")
    if isinstance(field, ForeignKey):
        return str(getattr(item, field.name) or "")
    return _words(item, field, value)


def _words(item: Any, field: Any, value: Any) -> str:
    if isinstance(field, ChoiceListField) and field.choice_list is not None:
        labels = dict(field.choice_list.choices)
        return ", ".join(str(labels.get(one, one)) for one in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(getattr(item, f"get_{field.name}_display")() if field.choices else value)
