"""What the content is now: each item as the document that a freeze at the round's date would make of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from publishing.checks.base import Finding
from publishing.freezing.context import FreezeContext
from publishing.freezing.kinds import CONTENT_KINDS, ContentKind
from publishing.freezing.released import released_ids
from publishing.freezing.surroundings import read_context
from publishing.freezing.vetting_round import VettingRound
from publishing.rounds.kept import Made
from publishing.rounds.making import Making
from publishing.rounds.parts import Part
from publishing.rounds.remaking import read_made

Address = tuple[str, UUID]  # kind and uid

BY_NAME: dict[str, ContentKind] = {kind.name: kind for kind in CONTENT_KINDS}


class CurrentItem(msgspec.Struct, frozen=True, kw_only=True):
    """One ready item. ``problem`` says why it cannot be a document; its digest is empty then.

    ``has_draft`` is whether a version of it waits that nobody made ready.
    """

    kind: str
    uid: UUID
    pk: int
    title: str
    digest: str
    parts: Mapping[Part, str]
    domains: frozenset[UUID] = frozenset()
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    has_draft: bool = False

    @property
    def address(self) -> Address:
        """What the item is known by."""
        return self.kind, self.uid


def read_current(
    reference_date: date, *, round: VettingRound | None = None, with_findings: bool = False
) -> dict[Address, CurrentItem]:
    """Return every ready item, in the order of kinds. The number of queries does not grow with the items.

    With a ``round``, interventions say what its verdicts saw.
    """
    return current_in(context_at(reference_date, round), with_findings=with_findings)


def current_in(context: FreezeContext, *, with_findings: bool = False) -> dict[Address, CurrentItem]:
    """Return every ready item as ``context`` makes it, in the order of kinds."""
    read = read_made(context, with_findings=with_findings)
    domains = _domains_of(made for items in read.values() for made in items.values())
    return {
        (kind, made.uid): _current(kind, pk, made, frozenset(domains.get((kind, made.uid), ())))
        for kind, items in read.items()
        for pk, made in items.items()
    }


def read_one(kind: str, uid: UUID, reference_date: date, *, round: VettingRound | None = None) -> CurrentItem | None:
    """Return one item as it is now, without its domains; None when it is not ready."""
    item = BY_NAME[kind].rows("default").filter(uid=uid).first()
    if item is None:
        return None
    making = Making(context_at(reference_date, round), with_findings=False)
    return _current(kind, item.pk, making.make(item, BY_NAME[kind]))


def current_of(source: Any, kind: str, context: FreezeContext) -> CurrentItem:
    """Return a ready item with the findings on it, without its domains."""
    return _current(kind, source.pk, Making(context, with_findings=True).make(source, BY_NAME[kind]))


def context_at(reference_date: date, round: VettingRound | None = None) -> FreezeContext:
    """Return what the documents of a freeze at the round's date would share."""
    return read_context("default", reference_date=reference_date, fixed_ids=released_ids(), round=round)


def _current(kind: str, pk: int, made: Made, domains: frozenset[UUID] = frozenset()) -> CurrentItem:
    return CurrentItem(
        kind=kind,
        uid=made.uid,
        pk=pk,
        title=made.title,
        digest=made.digest,
        parts=made.parts,
        domains=domains,
        findings=made.findings,
        problem=made.problem,
        has_draft=made.has_draft,
    )


def _domains_of(items: Iterable[Made]) -> Mapping[Address, set[UUID]]:
    """Return in which domains each item is used: known once all recommendations were seen."""
    domains: defaultdict[Address, set[UUID]] = defaultdict(set)
    for made in items:
        if made.domain is not None:
            for address in (made.address, *made.used):
                domains[address].add(made.domain)
    return domains
