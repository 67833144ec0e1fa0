"""Findings (bevindingen) on documents, and the contract of a rule.

A rule sees published shapes only, so that what it finds is bound to a digest and can be found again years later.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from publishing.documents.base import Document

Level = Literal["blocking", "warning"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, where, and what to do. A blocking one keeps a candidate from being published."""

    rule: str
    level: Level
    kind: str
    id: str
    field: str
    message: str


@dataclass(frozen=True)
class Surroundings:
    """What a rule may know of the rest of the release: the public ids that it holds, per kind."""

    ids: Mapping[str, frozenset[str]]


Rule = Callable[[Document, Surroundings], Iterator[Finding]]
