"""What the content is now: each item as the document that a freeze at the round's date would make of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from publishing.checks.base import Finding
from publishing.checks.registry import findings_on
from publishing.documents.base import Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.freezing.checking import surroundings_of
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.items import freeze_item
from publishing.freezing.kinds import CONTENT_KINDS, ContentKind
from publishing.freezing.released import released_ids
from publishing.freezing.surroundings import read_context
from publishing.freezing.vetting_round import VettingRound
from publishing.rounds.parts import Part, parts_of

Address = tuple[str, UUID]  # kind and uid

_AT_ONCE = 10_000  # rows of a kind with their children: as many as a database takes in one list
BY_NAME: dict[str, ContentKind] = {kind.name: kind for kind in CONTENT_KINDS}


@dataclass(frozen=True, kw_only=True)
class CurrentItem:
    """One ready item. ``problem`` says why it cannot be a document; its digest is empty then."""

    kind: str
    uid: UUID
    pk: int
    title: str
    digest: str
    parts: Mapping[Part, str]
    domains: frozenset[UUID] = frozenset()
    findings: tuple[Finding, ...] = ()
    problem: str = ""

    @property
    def address(self) -> Address:
        """What the item is known by."""
        return self.kind, self.uid


@dataclass
class _Reading:
    """One look at the content; which domains use an item is known once all recommendations were seen."""

    context: FreezeContext
    with_findings: bool
    uids: dict[str, dict[str, UUID]] = field(init=False)
    left_out: dict[str, str] = field(init=False)
    domains: defaultdict[Address, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.left_out = self.context.left_out()
        self.uids = {kind: {public: uid for uid, public in ids.items()} for kind, ids in self.context.ids.items()}

    def read(self, item: Any, kind: ContentKind) -> CurrentItem:
        title = str(item) or f"nummer {item.pk}"
        try:
            frozen = freeze_item(item, kind, self.context)
        except SchemaViolationError as error:
            return CurrentItem(
                kind=kind.name, uid=item.uid, pk=item.pk, title=title, digest="", parts={}, problem=error.problem
            )
        document = frozen.document
        if isinstance(document, Recommendation):
            self._note_domain(item.uid, document)
        elif kind.name == "domein":
            self.domains[kind.name, item.uid].add(item.uid)
        return CurrentItem(
            kind=kind.name,
            uid=item.uid,
            pk=item.pk,
            title=title,
            digest=frozen.digest,
            parts=parts_of(document, frozen.digest, uid=item.uid, interventions=self.uids["interventie"]),
            findings=self._findings(document),
        )

    def _findings(self, document: Document) -> tuple[Finding, ...]:
        """Return what the rules on one document find as of the reference date; those on a whole release wait for it."""
        if not self.with_findings:
            return ()
        day = self.context.reference_date
        told = surroundings_of(self.context.ready, reference_date=day, day=day, left_out=self.left_out)
        return tuple(findings_on(document, told))

    def _note_domain(self, uid: UUID, document: Recommendation) -> None:
        domain = self.uids["domein"].get(document.domain)
        if domain is None:
            return
        self.domains["aanbeveling", uid].add(domain)
        used = {
            "interventie": [link.intervention for link in document.interventions],
            "praktijkvoorbeeld": document.practice_examples,
        }
        for kind, public_ids in used.items():
            for public_id in public_ids:
                if found := self.uids[kind].get(public_id):
                    self.domains[kind, found].add(domain)


def read_current(
    reference_date: date, *, round: VettingRound | None = None, with_findings: bool = False
) -> dict[Address, CurrentItem]:
    """Return every ready item, in the order of kinds. The number of queries does not grow with the items.

    With a ``round``, interventions say what its verdicts saw.
    """
    reading = _Reading(_context(reference_date, round), with_findings)
    found = [
        reading.read(item, kind)
        for kind in CONTENT_KINDS
        for item in kind.rows("default").iterator(chunk_size=_AT_ONCE)
    ]
    return {item.address: _with_domains(item, reading.domains) for item in found}


def read_one(kind: str, uid: UUID, reference_date: date, *, round: VettingRound | None = None) -> CurrentItem | None:
    """Return one item as it is now, without its domains; None when it is not ready."""
    item = BY_NAME[kind].rows("default").filter(uid=uid).first()
    if item is None:
        return None
    return _Reading(_context(reference_date, round), with_findings=False).read(item, BY_NAME[kind])


def _context(reference_date: date, round: VettingRound | None) -> FreezeContext:
    return read_context("default", reference_date=reference_date, fixed_ids=released_ids(), round=round)


def _with_domains(item: CurrentItem, domains: Mapping[Address, set[UUID]]) -> CurrentItem:
    used_in = frozenset(domains.get(item.address, ()))
    return replace(item, domains=used_in) if used_in else item
