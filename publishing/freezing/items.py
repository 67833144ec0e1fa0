"""From one item to one document: the code that the freeze and the editor's preview share."""

import re
from typing import Any, NamedTuple

import msgspec
import rfc8785

from publishing.documents.base import Document
from publishing.documents.canonical import digest
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import DocumentError, SchemaViolationError
from publishing.freezing.kinds import ContentKind
from publishing.freezing.violations import unseen_in, violation

_LARGEST = 1_000_000  # bytes of one document
# Bytes that may stand for a sign that nobody sees (cms/wording/unseen.py): a quick look before a thorough one.
_UNSEEN = re.compile(rb"\\u00[01]|\\[bf]|\x7f|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")


class FrozenDocument(NamedTuple):
    """A document with its canonical bytes and digest."""

    document: Document
    digest: str
    body: bytes


def freeze_item(item: Any, kind: ContentKind, context: FreezeContext) -> FrozenDocument:
    """Return the frozen document of ``item``; raise SchemaViolationError naming item and field."""
    try:
        return freeze_document(kind.build(item, context))
    except DocumentError as error:
        label = str(item) or f"nummer {item.pk}"
        raise SchemaViolationError(kind=kind.name, label=label, problem=error.problem, uid=str(item.uid)) from error


def freeze_document(document: Document) -> FrozenDocument:
    """Return ``document`` frozen; raise DocumentError that says in Dutch what does not fit."""
    plain: Any = None
    try:
        plain = msgspec.to_builtins(document)
        msgspec.convert(plain, type(document))  # constructing a Struct does not check it
        body = rfc8785.dumps(plain)
    except (msgspec.ValidationError, rfc8785.CanonicalizationError, UnicodeError) as error:
        raise DocumentError(violation(error, plain)) from error
    if _UNSEEN.search(body) and (told := unseen_in(plain)):
        raise DocumentError(told)
    if len(body) > _LARGEST:
        raise DocumentError(f"Het geheel is {len(body)} bytes groot; ten hoogste {_LARGEST} mag. Kort het in.")
    return FrozenDocument(document, digest(body), body)
