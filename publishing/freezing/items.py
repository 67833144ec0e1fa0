"""From one item to one document: the code that the freeze and the editor's preview share."""

from typing import Any, NamedTuple

import msgspec
import rfc8785

from publishing.documents.base import Document
from publishing.documents.canonical import digest
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.kinds import ContentKind

_LARGEST = 1_000_000  # bytes of one document


class FrozenDocument(NamedTuple):
    """A document with its canonical bytes and digest."""

    document: Document
    digest: str
    body: bytes


def freeze_item(item: Any, kind: ContentKind, context: FreezeContext) -> FrozenDocument:
    """Return the frozen document of ``item``; raise SchemaViolationError naming item and field."""
    try:
        document = kind.build(item, context)
        plain = msgspec.to_builtins(document)
        msgspec.convert(plain, type(document))  # constructing a Struct does not check it
        body = rfc8785.dumps(plain)
    except (msgspec.ValidationError, rfc8785.CanonicalizationError, UnicodeError) as error:
        raise SchemaViolationError(
            kind=kind.name, label=str(item) or f"nummer {item.pk}", problem=str(error)
        ) from error
    if len(body) > _LARGEST:
        problem = f"het document is {len(body)} bytes groot, ten hoogste {_LARGEST} mag"
        raise SchemaViolationError(kind=kind.name, label=str(item), problem=problem)
    return FrozenDocument(document, digest(body), body)
