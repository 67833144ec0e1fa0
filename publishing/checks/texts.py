"""The texts of a document, wherever they stand in it."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from publishing.documents.base import Html, Url


class _Field(NamedTuple):
    """A field of a shape, with its published name and what it holds."""

    name: str
    encode_name: str
    is_html: bool
    is_url: bool


@cache
def _fields(shape: type[msgspec.Struct]) -> tuple[_Field, ...]:
    """Return the fields of ``shape``; asking msgspec, and comparing types, costs more than looking at a document."""
    found = msgspec.structs.fields(shape)
    return tuple(_Field(one.name, one.encode_name, one.type == Html, one.type == Url) for one in found)


def addresses_of(value: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Yield each web address that is filled in with the published name of its field, like ``texts_of``."""
    return ((name, held) for name, field, held in _walk(value) if field.is_url and held)


def texts_of(value: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Yield each string with the published name of its field; of a nested one the name of the outermost field."""
    return ((name, held) for name, _, held in _walk(value))


def html_of(value: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Yield each text with mark-up that is filled in with the published name of its field, like ``texts_of``."""
    return ((name, held) for name, field, held in _walk(value) if field.is_html and held)


def _walk(value: msgspec.Struct, outermost: str = "") -> Iterator[tuple[str, _Field, str]]:
    """Yield each string below ``value`` with its own field and the published name of the outermost one."""
    for info in _fields(type(value)):
        held, name = getattr(value, info.name), outermost or info.encode_name
        if isinstance(held, str):
            yield name, info, held
        elif isinstance(held, list):
            for part in held:
                if isinstance(part, msgspec.Struct):
                    yield from _walk(part, name)
