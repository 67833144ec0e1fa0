"""A comparison as JSON, a change on each line: for the command and for a download."""

from collections.abc import Iterator
from typing import Any

import msgspec

from publishing.releases.changes import Change, Comparison, Document
from publishing.releases.documents_beside import documents_beside
from publishing.releases.reading import stored_bodies


def json_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of one JSON object; of changed fields the old and the new value. Raise TamperedError."""
    head = {name: value for name, value in msgspec.to_builtins(comparison).items() if name != "changes"}
    yield f'{_encoded(head)[:-1]},"changes":['
    last = len(comparison.changes) - 1
    for place, (change, old, new) in enumerate(documents_beside(comparison.changes, stored_bodies)):
        yield _encoded(_told(change, old, new)) + ("," if place < last else "")
    yield "]}"


def _told(change: Change, old: Document, new: Document) -> dict[str, Any]:
    fields = [{"field": name, "old": old.get(name), "new": new.get(name)} for name in change.fields]
    return {**msgspec.to_builtins(change), "fields": fields}


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()
