"""Findings (bevindingen) on documents, and the two contracts of a rule.

A rule sees published shapes only, so that what it finds is bound to a digest and can be found again years later. It
is either a function that looks at one document, or a class that sees every document of a release, in any order, and
speaks when it has seen them all.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Literal, Protocol

import msgspec

from publishing.documents.base import Document

Level = Literal["blocking", "warning"]


class LeftOut(StrEnum):
    """Why an intervention that stands ready is not in a release."""

    EXCLUDED = "niet-opgenomen"
    UNVETTED = "niet-getoetst"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, where, and what to do. A blocking one keeps a candidate from being published.

    ``digest`` names what was found: the sentence, the link, the label. Another text there is another finding, though
    it may get the same message.
    """

    rule: str
    level: Level
    kind: str
    id: str
    field: str
    message: str
    digest: str = ""


class Term(Protocol):
    """When a recognition is assessed again."""

    def __call__(self, *, register: str, recognised_on: date) -> date:
        """Return the last day of its term."""
        ...


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a rule may know of the rest of the release.

    ``ids`` are the public ids that it holds, per kind; ``day`` is the day on which it would go out, as far as known;
    ``longest_sentence`` is in words. ``left_out`` says of interventions that stand ready why they are not in it.
    """

    ids: Mapping[str, Set[str]]
    reference_date: date
    day: date
    reassessment_due: Term
    longest_sentence: int = 25
    left_out: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[Document, Surroundings], Iterator[Finding]]


class ReleaseRule(Protocol):
    """A rule on the release as a whole. What it finds does not depend on the order in which it sees the documents."""

    def see(self, document: Document) -> None:
        """Take in one document."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with all that was seen, in a fixed order."""
        ...

    def close(self) -> None:
        """Let go of what it kept."""


def kind_of(document: Document) -> str:
    """Return the ``soort`` of ``document``."""
    return str(document.__struct_config__.tag)


def digest_of(*parts: str) -> str:
    """Return the digest of what a finding is about."""
    return sha256("\0".join(parts).encode()).hexdigest()
