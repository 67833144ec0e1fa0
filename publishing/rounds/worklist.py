"""The worklist: every item of a round with its state, computed now, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import msgspec

from cms.accounts.models import User
from publishing.freezing.context import FreezeContext
from publishing.freezing.vetted import Vetted
from publishing.rounds.changes import Change, read_changes
from publishing.rounds.current import Address, CurrentItem, context_at, current_in
from publishing.rounds.judging import risks_of, verdict_on, vetted_in
from publishing.rounds.models import Review, Round, RoundItem
from publishing.rounds.parts import Part
from publishing.rounds.progress import Progress, progress_by_domain, progress_of
from publishing.rounds.reviewers import (
    left_to_review,
    nobody_left,
    people_who_edit,
    people_who_manage,
    people_who_review,
)
from publishing.rounds.risk import Risk
from publishing.rounds.states import (
    SETTLED,
    TO_MEND,
    ItemState,
    Seen,
    Situation,
    VerdictStands,
    judge,
)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the round as it stands now; ``current`` is None when it is not ready.

    ``lapsed_by`` are the changes since it was last reviewed. ``nobody_left`` is empty, or says whom to ask.
    ``assignee_may_mend`` is asked of what is to be mended only.
    """

    item: RoundItem
    state: ItemState
    current: CurrentItem | None
    domains: frozenset[UUID]
    risk: Risk | None
    open_parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    lapsed_by: tuple[Change, ...]
    may_review: tuple[User, ...]
    nobody_left: str
    assignee_may_review: bool
    assignee_may_mend: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self.state in SETTLED

    @property
    def title(self) -> str:
        """What the item is called now; of one that is not ready, what it was called when it came in."""
        return self.current.title if self.current else self.item.title


@dataclass(frozen=True)
class Worklist:
    """The rows in order of work: what is open first, by risk, then in the order of the base release."""

    round: Round
    rows: list[Row]
    unlisted: list[CurrentItem]

    def progress(self) -> Progress:
        """Return how far the round is."""
        return progress_of(row.state for row in self.rows)

    def progress_by_domain(self) -> dict[UUID | None, Progress]:
        """Return how far each domain is; under None what stands in no domain."""
        return progress_by_domain((row.state, row.domains) for row in self.rows)


def read_worklist(round: Round, *, with_findings: bool = False) -> Worklist:
    """Return the worklist of ``round``; of a closed one as it stood when it was closed.

    ``unlisted`` is what is ready and not in the round yet: ``sync_items`` adds it. Findings are read on demand.
    """
    items = list(round.items.in_order().prefetch_related("assigned_to", "retired_by"))
    if round.closed_at is not None:
        return Worklist(round, [_closed_row(item) for item in items], [])
    context = context_at(round.reference_date, round.vetting)
    now = current_in(context, with_findings=with_findings)
    reading = _Reading(round, items, now, vetted_in(context))
    rows = sorted((reading.row(item) for item in items), key=place_of)
    listed = {item.address for item in items}
    return Worklist(round, rows, [current for address, current in now.items() if address not in listed])


def read_row(item: RoundItem, current: CurrentItem | None, context: FreezeContext) -> Row:
    """Return one row; ``current`` is the item as it is now, in the ``context`` of its round."""
    if item.round.closed_at is not None:
        return _closed_row(item)
    now = {} if current is None else {current.address: current}
    return _Reading(item.round, [item], now, vetted_in(context)).row(item)


def situation_of(
    item: RoundItem,
    current: CurrentItem | None,
    *,
    verdict: VerdictStands,
    reviews: list[Seen],
    changes: list[Change],
) -> Situation:
    """Return the values from which the state of ``item`` follows."""
    return Situation(
        base_digest=item.base_digest,
        digest=current.digest if current else "",
        parts=current.parts if current else None,
        is_retired=item.retired_at is not None,
        verdict=verdict,
        reviews=reviews,
        changes=[(change.person, change.at) for change in changes],
    )


def reviews_of(items: Mapping[int, RoundItem]) -> dict[int, list[Seen]]:
    """Return the reviews of each item by its key, in the order in which they were made. One query."""
    found: defaultdict[int, list[Seen]] = defaultdict(list)
    rounds = {item.round_id for item in items.values()}
    rows = Review.objects.filter(item__round__in=rounds) if len(items) > 1 else Review.objects.filter(item__in=items)
    fields = ("item_id", "pair", "digest", "reviewer_id", "at", "outcome")
    for key, *seen in rows.order_by("pk").values_list(*fields).iterator():
        found[key].append(Seen(*seen))
    return found


class _Reading:
    """All that was read about a round, from which each row is made without another query."""

    def __init__(
        self, round: Round, items: list[RoundItem], now: Mapping[Address, CurrentItem], vetted: Vetted
    ) -> None:
        current = list(now.values())
        self._now = now
        self._reviews = reviews_of({item.pk: item for item in items})
        self._changes = read_changes(round, current)
        self._vetted = vetted
        self._risks = risks_of(round, current, vetted, {item.uid: bool(item.base_digest) for item in items})
        self._people = people_who_review()

    @cached_property
    def _managers(self) -> list[User]:
        return people_who_manage()

    @cached_property
    def _editors(self) -> list[User]:
        return people_who_edit()

    def row(self, item: RoundItem) -> Row:
        current = self._now.get(item.address)
        changes = self._changes.get(item.address, [])
        reviews = self._reviews.get(item.pk, [])
        verdict = VerdictStands.NOT_NEEDED if current is None else verdict_on(current, self._vetted)
        situation = situation_of(item, current, verdict=verdict, reviews=reviews, changes=changes)
        state, waiting = judge(situation)
        may_review = left_to_review(self._people, {change.person for change in changes})
        stuck = current is not None and state not in SETTLED and not may_review
        return Row(
            item=item,
            state=state,
            current=current,
            domains=_domains(item, current),
            risk=self._risks.get(item.uid),
            open_parts=tuple(waiting),
            changes=tuple(changes),
            lapsed_by=tuple(_since_review(waiting, reviews, changes)) if state is ItemState.LAPSED else (),
            may_review=tuple(may_review),
            nobody_left=nobody_left(self._managers) if stuck else "",
            assignee_may_review=item.assigned_to in may_review,
            assignee_may_mend=state in TO_MEND and item.assigned_to is not None and item.assigned_to in self._editors,
        )


def _since_review(waiting: list[Part], reviews: list[Seen], changes: list[Change]) -> list[Change]:
    """Return what was done since somebody last looked at a part that waits again."""
    last = max((review.at for review in reviews if review.part in waiting), default=None)
    return [change for change in changes if last is not None and change.at > last]


def _closed_row(item: RoundItem) -> Row:
    return Row(
        item=item,
        state=ItemState(item.closing_state),
        current=None,
        domains=_domains(item, None),
        risk=None,
        open_parts=(),
        changes=(),
        lapsed_by=(),
        may_review=(),
        nobody_left="",
        assignee_may_review=False,
    )


def _domains(item: RoundItem, current: CurrentItem | None) -> frozenset[UUID]:
    return current.domains if current else frozenset(map(UUID, item.domains))


def place_of(row: Row, *, as_open: bool = False) -> tuple[bool, int, int, int]:
    """Return where a row stands in the order of work; ``as_open`` also of a settled one, where it stood before."""
    return row.is_settled and not as_open, row.risk or Risk.UNTOUCHED, row.item.place, row.item.pk
