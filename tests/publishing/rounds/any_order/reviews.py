"""Reviews of two items, in whatever order people edit, observe, review, confirm, and write rows past the services."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from cms.vetting.observations import record_observation
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.current import read_one
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Outcome, Review
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.reviewing import review_item
from publishing.rounds.worklist import read_worklist
from tests.factories.rounds import DAY, DEADLINE, item_of, made_ready
from tests.publishing.rounds.any_order.runs import AS_IT_WAS, InOneRound

# One person edits more than the other, so that somebody is left who may review.
EDITORS = st.sampled_from(["sanne", "sanne", "sanne", "technisch"])
TEXTS = st.sampled_from([AS_IT_WAS, "<p>Anders.</p>"])
ITEMS = st.sampled_from(["begrip", "begrip", "interventie"])  # only what needs no verdict is confirmed among many
FIELDS = {"begrip": "body", "interventie": "summary"}
# What is done to an item, by whom and how; then, at once or later, what others make of it. One rule does them all: of
# several, Hypothesis would leave some out of every run, and nothing can be noticed without changes, or without reviews.
CHANGES = st.one_of(
    st.tuples(st.just("edit"), ITEMS, EDITORS, TEXTS, st.booleans()),
    st.tuples(st.just("observe"), st.just("interventie"), EDITORS),
    st.tuples(st.just("write_by_hand"), ITEMS, EDITORS),
    st.tuples(st.just("reschedule"), ITEMS, st.integers(-1, 0)),
)
ANSWERS = st.sampled_from(["", "review", "confirm"])
_MOVES = 2  # between two looks at the worklist, which costs as much as several of them


class ReviewsInAnyOrder(InOneRound):
    """What counts is what somebody said of these very bytes who had changed nothing of the item until then.

    ``changed`` is what the machine saw happen: which item, by whom. ``screens`` holds the digest of each item when the
    round was opened. ``by_hand`` are the reviews that somebody who had changed the item wrote past every service.
    """

    def prepare(self) -> None:
        self.screens = {held.kind: held.base_digest for held in self.round.items.all()}
        self.changed: set[tuple[str, int]] = set()
        self.by_hand: set[int] = set()
        self.moves = 0

    @rule(change=CHANGES, answer=ANSWERS, outcome=st.sampled_from(Outcome))
    def somebody_does_something(self, change: tuple[Any, ...], answer: str, outcome: Outcome) -> None:
        name, item, *how = change
        getattr(self, name)(item, *how)
        if answer == "review":
            self.review(item, outcome)
        elif answer == "confirm":
            self.confirm()

    def edit(self, item: str, by: str, text: str, ready: bool) -> None:
        self.changed.add((item, self.people[by].pk))
        self.moves += 1
        if ready:
            made_ready(self.items[item], self.people[by], **{FIELDS[item]: text})
            return
        draft = self.items[item].get_latest_revision_as_object()
        setattr(draft, FIELDS[item], text)
        draft.save_revision(user=self.people[by], log_action=True)

    def observe(self, item: str, by: str) -> None:
        self.changed.add((item, self.people[by].pk))
        self.moves += 1
        record_observation(
            intervention=self.items[item],
            register="gezonde-school",
            record="1400001",
            raw_label="Goed onderbouwd",
            recognised_on=DAY,
            by=self.people[by],
            at=timezone.now(),
        )

    def reschedule(self, _: str, days: int) -> None:
        day, by = DAY + timedelta(days=days), self.people["sanne"]
        self.round = reschedule_round(round=self.round, reference_date=day, deadline=DEADLINE, by=by, at=timezone.now())
        self.moves += 1

    def _changers_first(self, item: str) -> list[str]:
        return sorted(self.people, key=lambda name: (item, self.people[name].pk) not in self.changed)

    def review(self, item: str, outcome: Outcome) -> None:
        """Each tries in turn: first with the screen that was left open since the round began, then with a fresh one."""
        for by in self._changers_first(item):
            for seen in dict.fromkeys([self.screens[item], self._digest(item)]):
                self._review(by, item, outcome, seen)

    def _review(self, by: str, item: str, outcome: Outcome, seen: str) -> None:
        held = item_of(self.round, self.items[item])
        try:
            review_item(item=held, digest=seen, by=self.people[by], at=timezone.now(), outcome=outcome, reason="Zo.")
        except RoundError:
            return
        self.moves += 1
        assert (item, self.people[by].pk) not in self.changed
        assert seen == self._digest(item)

    def confirm(self) -> None:
        """Each selects the whole list and confirms what may be confirmed."""
        for by in self._changers_first("begrip"):
            whole = self.round.items.all()
            done = confirm_unchanged(round=self.round, items=whole, by=self.people[by], at=timezone.now())
            for held in done.items:
                self.moves += 1
                assert (held.kind, self.people[by].pk) not in self.changed

    def write_by_hand(self, item: str, by: str) -> None:
        """Somebody adds the row of a review without those who changed the item: no trigger can know better."""
        digest = self._digest(item)
        made = Review.objects.create(
            item=item_of(self.round, self.items[item]),
            digest=digest,
            document_digest=digest,
            reviewer=self.people[by],
            at=timezone.now(),
            outcome=Outcome.CONFIRMED,
        )
        self.moves += 1
        if (item, self.people[by].pk) in self.changed:
            self.by_hand.add(made.pk)

    @invariant()
    def what_counts_is_of_these_bytes_and_by_another(self) -> None:
        if self.inside is None or self.moves < _MOVES:
            return
        self.moves = 0
        for row in read_worklist(self.round).rows:
            if row.current is not None and not row.open_parts:
                reviews = Review.objects.filter(item=row.item, digest=row.current.digest)
                newest = reviews.exclude(pk__in=self.by_hand).order_by("pk").last()
                assert newest is not None
                assert newest.outcome == Outcome.CONFIRMED

    def _digest(self, item: str) -> str:
        current = read_one(item, self.items[item].uid, self.round.reference_date)
        assert current is not None
        return current.digest
