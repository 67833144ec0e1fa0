"""What differs between two texts, block by block: paragraphs, items of a list, lines. Unchanged blocks are known too,
so that a reader sees how much stayed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from publishing.documents.difference import Beside, Differences, Piece, easier_to_read

_ALIKE = 0.4  # two blocks that share less of their words are not one that changed
_MOST_LINES = 2_000  # texts with more blocks than these are not laid beside each other


class Block(NamedTuple):
    """A block: the same in both, changed, or in one of them only; then the other side is empty."""

    change: Literal["same", "changed", "added", "removed"]
    beside: Beside


def compare_blocks(old: str, new: str, differences: Differences) -> tuple[Block, ...]:
    """Return the blocks of two texts in their order, a block per line."""
    before, after = old.splitlines(), new.splitlines()
    return tuple(_blocks(before, after, differences))


def _blocks(old: Sequence[str], new: Sequence[str], differences: Differences) -> Iterator[Block]:
    for name, start, end, at, until in _stretches(old, new):
        if name == "equal":
            yield from (Block("same", _whole(line, line, differs=False)) for line in old[start:end])
        else:
            yield from _replaced(old[start:end], new[at:until], differences)


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    if len(old) + len(new) > _MOST_LINES:
        return [("equal" if list(old) == list(new) else "replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _replaced(old: Sequence[str], new: Sequence[str], differences: Differences) -> Iterator[Block]:
    """Yield blocks of a stretch that differs: each old block beside the next new one that is like it, if any."""
    if len(old) == len(new) == 1:
        yield Block("changed", easier_to_read(differences.between(old[0], new[0])))
        return
    at = 0
    looked_at = len(new) if len(old) * len(new) <= _MOST_LINES else 0
    for line in old:
        like = next((place for place in range(at, looked_at) if _are_alike(line, new[place])), None)
        if like is None:
            yield Block("removed", _whole(line, "", differs=True))
            continue
        yield from (Block("added", _whole("", added, differs=True)) for added in new[at:like])
        yield Block("changed", easier_to_read(differences.between(line, new[like])))
        at = like + 1
    yield from (Block("added", _whole("", added, differs=True)) for added in new[at:])


def _are_alike(one: str, other: str) -> bool:
    mine, yours = Counter(one.split()), Counter(other.split())
    return (mine & yours).total() >= _ALIKE * max(mine.total(), yours.total(), 1)


def _whole(old: str, new: str, *, differs: bool) -> Beside:
    return Beside(*((Piece(text, differs),) if text else () for text in (old, new)))
