"""The chain: each link is the SHA-256 of what it says and of the link before it. Plain Python, no database.

The rules, each with a test:
- links are numbered from 1 without a gap; the first one's ``previous`` is ORIGIN;
- a link's hash is that of its content, its sequence and its ``previous`` as RFC 8785 canonical JSON;
- the head is the last link; a witness is a head that was written down elsewhere, and is a link of the chain for good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from publishing.documents.canonical import canonical_bytes, digest

ORIGIN = "0" * 64


@dataclass(frozen=True)
class Head:
    """How far the chain came: the number and the hash of its last link."""

    sequence: int
    hash: str


START = Head(0, ORIGIN)


@dataclass(frozen=True)
class Link:
    """One link, as it is kept."""

    sequence: int
    previous: str
    hash: str
    content: Mapping[str, Any]


class Fault(Enum):
    """What can be wrong with a chain; the value is what a person reads."""

    CHANGED = "is gewijzigd sinds zij is vastgelegd"
    MISSING = "ontbreekt"
    MOVED = "sluit niet aan op de vorige: verplaatst, of de vorige is gewijzigd"
    NOT_THE_HEAD = "is niet wat als laatste is vastgelegd"
    NOT_THE_WITNESS = "is niet wat elders is vastgelegd"


@dataclass(frozen=True)
class Break:
    """The first link that is wrong, and how; ``told_by`` names the witness who says so."""

    sequence: int
    fault: Fault
    told_by: str = ""

    def __str__(self) -> str:
        by = f" ({self.told_by})" if self.told_by else ""
        return f"gebeurtenis {self.sequence} in de keten {self.fault.value}{by}"


def link_after(head: Head, content: Mapping[str, Any]) -> Link:
    """Return the link that comes after ``head`` and says ``content``, which is plain JSON."""
    sequence = head.sequence + 1
    return Link(sequence, head.hash, hash_of(sequence, head.hash, content), content)


def hash_of(sequence: int, previous: str, content: Mapping[str, Any]) -> str:
    """Return the hash of a link."""
    return digest(canonical_bytes({**content, "sequence": sequence, "previous": previous}))


def first_break(links: Iterable[Link], *, head: Head, witnesses: Mapping[str, Head]) -> Break | None:
    """Return the first thing that is wrong with ``links``, which come in their order; None when nothing is.

    ``witnesses`` are heads by who wrote them down. Holds one link at a time.
    """
    last = START
    for link in links:
        if fault := _fault(link, last):
            return Break(last.sequence + 1, fault)
        last = Head(link.sequence, link.hash)
        for name, witness in witnesses.items():
            if witness.sequence == last.sequence and witness != last:
                return Break(last.sequence, Fault.NOT_THE_WITNESS, name)
    return _fault_at_the_end(last, head, witnesses)


def _fault(link: Link, last: Head) -> Fault | None:
    """Return what is wrong with ``link`` when it should come after ``last``."""
    if link.sequence != last.sequence + 1:
        return Fault.MISSING if link.sequence > last.sequence + 1 else Fault.MOVED
    if link.previous != last.hash:
        return Fault.MOVED
    return None if link.hash == hash_of(link.sequence, link.previous, link.content) else Fault.CHANGED


def _fault_at_the_end(last: Head, head: Head, witnesses: Mapping[str, Head]) -> Break | None:
    for name, witness in witnesses.items():
        if witness.sequence > last.sequence:
            return Break(last.sequence + 1, Fault.MISSING, name)
    if head.sequence > last.sequence:
        return Break(last.sequence + 1, Fault.MISSING)
    return None if head == last else Break(last.sequence, Fault.NOT_THE_HEAD)
