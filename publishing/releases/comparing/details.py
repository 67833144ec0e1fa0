"""What exactly changed in an item: its texts word by word, and what it refers to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from publishing.documents.base import Document as Shape
from publishing.documents.blocks import Block, compare_blocks
from publishing.documents.difference import Differences
from publishing.documents.registry import KINDS
from publishing.freezing.compared import texts_of
from publishing.freezing.shown import OWN_NAME, label_of
from publishing.releases.bodies import Bodies, is_erased
from publishing.releases.changes import Address, Change, Document
from publishing.releases.comparing.links import LINKS, Link, link_changes
from publishing.releases.documents_beside import documents_beside

_MOST = 200_000  # pairs of words that are compared for one item
_TOLD_APART = frozenset({*LINKS, "erkenningen", "domein"})  # fields that are told in sentences of their own


@dataclass(frozen=True)
class FieldText:
    """A text of an item in blocks. ``is_markup`` says that its words are the same, and only how they look is not."""

    label: str
    blocks: tuple[Block, ...]
    is_markup: bool = False

    @property
    def same(self) -> int:
        """How many blocks stayed as they were."""
        return sum(block.change == "same" for block in self.blocks)

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks that differ."""
        return tuple(block for block in self.blocks if block.change != "same")


@dataclass(frozen=True)
class LinkText:
    """Something that an item refers to: come, gone, in another order or with another text."""

    what: Literal["added", "removed", "changed", "order"]
    kind: str
    title: str
    text: FieldText | None


@dataclass(frozen=True)
class Detail:
    """A change with all that there is to read about it."""

    change: Change
    fields: tuple[FieldText, ...]
    links: tuple[LinkText, ...]


def details_of(changes: Iterable[Change], titles: Mapping[Address, str], bodies: Bodies) -> Iterator[Detail]:
    """Yield what there is to read about each change; ``titles`` names what items refer to."""
    for change, old, new in documents_beside(changes, bodies):
        yield _detail(change, old, new, titles)


def _detail(change: Change, old: Document, new: Document, titles: Mapping[Address, str]) -> Detail:
    if change.change == "moved" or is_erased(old) or is_erased(new):
        return Detail(change, (), ())
    differences = Differences(most=_MOST)
    leave_out = _TOLD_APART if change.change == "changed" else _TOLD_APART | OWN_NAME
    fields = tuple(_fields(change, old, new, leave_out, differences))
    return Detail(change, fields, tuple(_link(one, titles, differences) for one in link_changes(old, new)))


def _fields(
    change: Change, old: Document, new: Document, leave_out: frozenset[str], differences: Differences
) -> Iterator[FieldText]:
    shape = KINDS[change.kind].shape
    before, after = (_texts(document, shape, leave_out) for document in (old, new))
    differing = {label_of(name) for name in change.fields if name not in leave_out}
    for described in msgspec.structs.fields(shape):
        label = label_of(described.encode_name)
        was, now = before.get(label, ""), after.get(label, "")
        if was != now:
            yield FieldText(label, compare_blocks(was, now, differences))
        elif label in differing:
            yield FieldText(label, (), is_markup=True)


def _texts(document: Document, shape: type[Shape], leave_out: frozenset[str]) -> dict[str, str]:
    if not document:
        return {}
    return texts_of(msgspec.convert(document, shape), names={}, leave_out=leave_out)


def _link(one: Link, titles: Mapping[Address, str], differences: Differences) -> LinkText:
    text = None
    if one.old != one.new:
        blocks = compare_blocks(one.old, one.new, differences)
        text = FieldText("Toelichting bij de aanbeveling", blocks)
    elif one.what == "changed":
        text = FieldText("Toelichting bij de aanbeveling", (), is_markup=True)
    return LinkText(one.what, one.kind, titles.get((one.kind, one.id), one.id), text)
