"""A document as something to read: its published fields, in order, with a label and a manner of showing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from cms.content.choices import Method, Pillar, PreventionLevel, Sector, SystemLevel
from cms.vetting.levels import RecognitionLevel, Register
from publishing.documents.base import Html, Id, Shape, Url
from publishing.documents.naming import NAME_FIELDS

_WRITTEN = {"themas": "Thema's", "regios": "Regio's"}
_WORDS: dict[str, Mapping[str, str]] = {  # by published name, what stands on the screen for a value of a closed list
    name: {str(value): str(label) for value, label in choices.choices}
    for name, choices in {
        "onderwijstypen": Sector,
        "methoden": Method,
        "preventieniveau": PreventionLevel,
        "pijlers": Pillar,
        "systeemniveau": SystemLevel,
        "register": Register,
        "niveau": RecognitionLevel,
    }.items()
}
OWN_NAME = frozenset({"id", *NAME_FIELDS})  # shown as the heading


@dataclass(frozen=True)
class ShownField:
    """One field: ``manner`` says which of the others holds the value."""

    label: str
    manner: str  # html, text, link, date, words, parts
    value: Any = ""
    parts: list[list["ShownField"]] = field(default_factory=list)


def label_of(published_name: str) -> str:
    """Return ``alsHetNietGoedGaat`` as ``Als het niet goed gaat``."""
    if published_name in _WRITTEN:
        return _WRITTEN[published_name]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", published_name).lower()
    return words[:1].upper() + words[1:]


def shown_fields(
    shape: Shape, *, names: Mapping[str, str], leave_out: frozenset[str] = frozenset()
) -> list[ShownField]:
    """Return the fields of ``shape`` that hold something; an id in ``names`` is shown by that name."""
    fields = []
    for described in msgspec.structs.fields(shape):
        value = getattr(shape, described.name)
        if described.encode_name not in leave_out and value not in ("", None, []):
            words = {**names, **_WORDS.get(described.encode_name, {})}
            fields.append(_shown(label_of(described.encode_name), described.type, value, words))
    return fields


def _shown(label: str, kind: Any, value: Any, names: Mapping[str, str]) -> ShownField:
    if kind in (Html, Url):
        return ShownField(label, "html" if kind == Html else "link", value)
    if isinstance(value, date):
        return ShownField(label, "date", value)
    if isinstance(value, list) and isinstance(value[0], Shape):
        return ShownField(label, "parts", parts=[shown_fields(part, names=names) for part in value])
    if isinstance(value, Shape):
        return ShownField(label, "parts", parts=[shown_fields(value, names=names)])
    if isinstance(value, list):
        return ShownField(label, "words", [names.get(word, word) for word in value])
    if kind == Id:
        return ShownField(label, "text", names.get(value, value))
    return ShownField(label, "text", names.get(value, value) if isinstance(value, str) else _plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return f"{value:g}" if isinstance(value, float) else str(value)
