"""Two versions of a document field by field, to read: what stood there, what stands there, and which words differ."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from publishing.documents.base import Shape
from publishing.documents.difference import Differences, Pieces, words_of_html
from publishing.freezing.shown import ShownField, label_of, shown_fields


@dataclass(frozen=True)
class FieldDifference:
    """One field that differs. ``is_markup`` says that its words are the same, and only how they look is not."""

    label: str
    old: Pieces
    new: Pieces
    is_markup: bool = False


def compare_documents(
    old: Shape, new: Shape, *, names: Mapping[str, str], differences: Differences
) -> list[FieldDifference]:
    """Return the fields in which two documents of one kind differ, in their order; an id is no text to compare."""
    before = {field.label: field for field in shown_fields(old, names=names, leave_out=frozenset({"id"}))}
    after = {field.label: field for field in shown_fields(new, names=names, leave_out=frozenset({"id"}))}
    labels = [label_of(described.encode_name) for described in msgspec.structs.fields(new)]
    return [
        _difference(label, before.get(label), after.get(label), differences)
        for label in labels
        if before.get(label) != after.get(label)
    ]


def compare_html(label: str, old: str, new: str, differences: Differences) -> FieldDifference | None:
    """Return how two texts with mark-up differ; None when they are the same."""
    if old == new:
        return None
    return _difference(label, ShownField(label, "html", old), ShownField(label, "html", new), differences)


def _difference(
    label: str, old: ShownField | None, new: ShownField | None, differences: Differences
) -> FieldDifference:
    before, after = _text_of(old), _text_of(new)
    return FieldDifference(label, *differences.between(before, after), is_markup=before == after)


def texts_of(shape: Shape, *, names: Mapping[str, str], leave_out: frozenset[str]) -> dict[str, str]:
    """Return the fields of ``shape`` that hold something as lines of text, by label, without those in ``leave_out``."""
    return {
        field.label: _text_of(field)
        for field in shown_fields(shape, names=names, leave_out=frozenset({"id"}) | leave_out)
    }


def _text_of(field: ShownField | None) -> str:
    """Return the value of a field as lines of text; empty for a field that is not there."""
    if field is None:
        return ""
    if field.manner == "html":
        return words_of_html(field.value)
    if field.manner == "date":
        return f"{field.value:%d-%m-%Y}"
    if field.manner == "words":
        return "\n".join(f"• {word}" for word in field.value)
    if field.manner == "parts":
        return "\n".join(f"• {_line_of(part)}" for part in field.parts)
    return str(field.value)


def _line_of(part: list[ShownField]) -> str:
    """Return one of several parts on a line; a part of a single field needs no label."""
    if len(part) == 1:
        return _text_of(part[0])
    return "; ".join(f"{field.label.lower()}: {_text_of(field)}" for field in part)
