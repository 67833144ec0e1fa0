"""Labels that drift: one name, written in two ways."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

SAME_NAME = 0.85  # 'Thuisituatie' and 'Thuissituatie' score 0.96; 'Schoolklimaat' and 'Samenwerking' 0.24
_NO_LETTER = re.compile(r"[\W_]+")


class DriftKind(StrEnum):
    """How two spellings of a label differ."""

    SPELLING = "spelling"
    CAPITALS = "capitals"


class Drift(NamedTuple):
    """A label of the first list beside its other spelling in the second."""

    left: str
    right: str
    kind: DriftKind


def fold(label: str) -> str:
    """Return ``label`` without capitals, accents, punctuation and spaces: equal for equal names."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    return _NO_LETTER.sub("", "".join(character for character in plain if not unicodedata.combining(character)))


def similarity(left: str, right: str) -> float:
    """Return how alike two labels are, from 0 to 1; capitals, accents and punctuation do not count."""
    return SequenceMatcher(None, fold(left), fold(right), autojunk=False).ratio()


def drift_between(left: str, right: str) -> Drift | None:
    """Return how two labels for one name differ; None when they are equal, or too unlike to be one name."""
    if left == right:
        return None
    if left.casefold() == right.casefold():
        return Drift(left, right, DriftKind.CAPITALS)
    return Drift(left, right, DriftKind.SPELLING) if similarity(left, right) >= SAME_NAME else None


def drifts(left: Sequence[str], right: Sequence[str]) -> tuple[Drift, ...]:
    """Return the labels of ``left`` that stand in ``right`` only in another spelling, each with its nearest."""
    spare = [label for label in right if label not in set(left)]
    found = []
    for label in left:
        if label in right:
            continue
        nearest = max(spare, key=lambda other: similarity(label, other), default=None)
        drift = drift_between(label, nearest) if nearest is not None else None
        if drift is not None:
            found.append(drift)
            spare.remove(drift.right)
    return tuple(found)
