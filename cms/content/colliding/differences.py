"""Where two people changed the same item: what stood there, what the other made of it, and what you made of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from wagtail.admin.compare import diff_text

from cms.content.colliding.pieces import Piece


class Whose(models.TextChoices):
    """Whose version of a piece stays."""

    MINE = "mijn", "wat jij schreef"
    THEIRS = "ander", "wat er nu staat"


@dataclass(frozen=True)
class Change:
    """What one of two made of a piece, in stretches; ``is_gone`` when they took it away, or it was never theirs."""

    pieces: tuple[tuple[str, str], ...]
    is_gone: bool
    is_changed: bool
    is_markup: bool


@dataclass(frozen=True)
class Difference:
    """A piece of which there are two versions. ``usual`` is whose stays unless one chooses; empty when both changed."""

    key: str
    label: str
    before: str
    theirs: Change
    mine: Change
    usual: str


def differences(
    base: Mapping[str, Piece] | None, theirs: Mapping[str, Piece], mine: Mapping[str, Piece]
) -> Iterator[Difference]:
    """Yield where ``theirs`` and ``mine`` are not the same. Without ``base`` nobody knows who changed it: both did."""
    for key in dict.fromkeys([*theirs, *mine]):
        their, my = theirs.get(key), mine.get(key)
        if _raw(their) == _raw(my):
            continue
        before = base.get(key) if base is not None else None
        usual = _usual(_raw(before), _raw(their), _raw(my)) if base is not None else ""
        known = my or their
        assert known is not None, "the key is of one of them"
        yield Difference(
            key, known.label, before.text if before else "", _change(before, their), _change(before, my), usual
        )


def _usual(before: object, theirs: object, mine: object) -> str:
    if theirs == before:
        return str(Whose.MINE)
    return str(Whose.THEIRS) if mine == before else ""


def _raw(piece: Piece | None) -> object:
    return None if piece is None else piece.raw


def _change(before: Piece | None, after: Piece | None) -> Change:
    old, new = before.text if before else "", after.text if after else ""
    return Change(
        pieces=tuple(diff_text(old, new).changes) if before else (("equal", new),),
        is_gone=after is None,
        is_changed=_raw(before) != _raw(after),
        is_markup=before is not None and after is not None and old == new and before.raw != after.raw,
    )
