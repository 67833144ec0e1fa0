"""One column of a table, read from the type of a published field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from publishing.documents.base import Html, Id, Url
from publishing.documents.registry import BY_COLLECTION, KINDS, Kind


class Type(StrEnum):
    """What stands in the cells, in the words of Table Schema."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    YES_NO = "boolean"
    DAY = "date"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column. ``refers_to`` is the kind whose ids stand in it; ``default`` is what a document leaves out.

    ``is_required`` says that no cell is empty.
    """

    name: str
    type: Type = Type.TEXT
    choices: tuple[str, ...] = ()
    default: bool | int | None = None
    is_required: bool = False
    is_html: bool = False
    is_url: bool = False
    refers_to: Kind | None = None

    def value_in(self, plain: Mapping[str, Any]) -> Any:
        """Return what belongs in the cell for a document (or a part of one), None where it says nothing."""
        return plain.get(self.name, self.default)


_TYPES: dict[Any, Type] = {str: Type.TEXT, int: Type.WHOLE, float: Type.NUMBER, bool: Type.YES_NO, date: Type.DAY}


def column_of(field: msgspec.structs.FieldInfo, hint: Any) -> Column:
    """Return the column for a field that holds one value; ``hint`` is its type with what is annotated."""
    bare = _bare(hint)
    choices = tuple(one for one in get_args(bare) if one) if get_origin(bare) is Literal else ()
    return Column(
        name=field.encode_name,
        type=Type.TEXT if get_origin(bare) is Literal else _TYPES[bare],
        choices=choices,
        default=field.default if isinstance(field.default, bool | int) else None,
        is_required=field.required and not _may_be_empty(hint),
        is_html=hint == Html,
        is_url=hint == Url,
        refers_to=target_of(field.encode_name, hint),
    )


def target_of(name: str, hint: Any) -> Kind | None:
    """Return the kind whose ids a field of this name and type holds: it is called after that kind."""
    return (KINDS.get(name) or BY_COLLECTION.get(name)) if hint == Id else None


def optional(hint: Any) -> Any:
    """Return ``hint`` without its None."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    return hint


def _may_be_empty(hint: Any) -> bool:
    """Whether it is a text without a lower bound: empty, it looks like one that is not there."""
    if _bare(hint) is not str:
        return False
    bounds = [one for one in get_args(hint)[1:] if isinstance(one, msgspec.Meta)]
    return not any(one.min_length or one.pattern for one in bounds)


def _bare(hint: Any) -> Any:
    hint = optional(hint)
    return _bare(get_args(hint)[0]) if get_origin(hint) is Annotated else hint
