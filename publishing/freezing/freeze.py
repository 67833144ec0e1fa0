"""The one gate: content in, documents out."""

from collections.abc import Iterator
from typing import NamedTuple

from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import FreezeError, SchemaViolationError
from publishing.freezing.items import FrozenDocument, freeze_item
from publishing.freezing.kinds import CONTENT_KINDS

_CHUNK = 500  # rows in memory at a time, with their prefetched children


class FreezeRefusedError(FreezeError):
    """Items do not fit their schema. All of them are named at once."""

    def __init__(self, violations: list[SchemaViolationError]) -> None:
        super().__init__(" ".join(map(str, violations)))
        self.violations = violations


class Placed(NamedTuple):
    """A frozen document and its place: sorting by ``place`` gives the order of the release."""

    place: tuple[object, ...]
    kind: str
    frozen: FrozenDocument


def freeze_content(alias: str, context: FreezeContext) -> Iterator[Placed]:
    """Yield every item that goes out as a frozen document, with flat memory; raise FreezeRefusedError at the end."""
    violations: list[SchemaViolationError] = []
    for number, kind in enumerate(CONTENT_KINDS):
        going_out = context.ready[kind.name]
        for item in kind.rows(alias).iterator(chunk_size=_CHUNK):
            if context.id_of(kind.name, item.uid) not in going_out:
                continue
            try:
                frozen = freeze_item(item, kind, context)
            except SchemaViolationError as error:
                violations.append(error)
                continue
            place = (number, *kind.order(item, context), frozen.document.id)
            yield Placed(place, kind.name, frozen)
    if violations:
        raise FreezeRefusedError(violations)
