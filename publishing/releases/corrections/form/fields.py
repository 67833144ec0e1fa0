"""Which form field a published field gets, from its type alone."""

from datetime import date
from typing import Any, get_args, get_origin

import msgspec
from django import forms

from publishing.documents.base import Html, Plain, Shape, Title, Url
from publishing.freezing.shown import label_of
from publishing.releases.corrections.form.html_field import HtmlField

# What decides where an item stands, or what two people decided about an intervention: not for a correction.
FIXED = frozenset({"id", "nummer", "domein", "erkenningen"})
_ROWS = {Plain: 4, Title: 2, Url: 1}
_NO_DATE = "Dit is geen datum. Schrijf hem zo: 31-07-2026."


class LinesField(forms.CharField):
    """A list of words, one on a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.clean(data)


def field_for(described: Any) -> forms.Field | None:
    """Return the form field of one field of a shape; None for what a correction leaves alone, and for rows."""
    if described.encode_name in FIXED:
        return None
    label = label_of(described.encode_name)
    made = _made(described.type, label)
    if made is not None:
        made.required = False  # whether it may be empty is for the schema to say
        made.label = label
    return made


def rows_in(described: Any) -> type[Shape] | str | None:
    """Return the shape of the rows of a field, ``id`` for a list of public ids, None for a field without rows."""
    if get_origin(described.type) is not list or described.encode_name in FIXED:
        return None
    (kind,) = get_args(described.type)
    if isinstance(kind, type) and issubclass(kind, Shape):
        return kind
    return None if kind is str else "id"


def _made(kind: Any, label: str) -> forms.Field | None:
    if kind == Html:
        return HtmlField(label=label)
    if kind in _ROWS:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": _ROWS[kind]}))
    if kind is bool:
        return forms.BooleanField()
    if kind == list[str]:
        return LinesField(widget=forms.Textarea(attrs={"rows": 4}), help_text="Eén per regel.")
    return _single(kind)


def _single(kind: Any) -> forms.Field | None:
    described = msgspec.inspect.type_info(kind)
    if isinstance(described, msgspec.inspect.LiteralType):
        return forms.ChoiceField(choices=[(value, _choice(str(value))) for value in described.values])
    if date in get_args(kind):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(widget=widget, error_messages={"invalid": _NO_DATE})
    if isinstance(described, msgspec.inspect.UnionType):
        return forms.FloatField(error_messages={"invalid": "Dit is geen getal. Schrijf het zo: 12 of 12,5."})
    return None


def _choice(value: str) -> str:
    return label_of(value) if value else "geen keuze"
