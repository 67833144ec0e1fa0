"""Whatever people do in whatever order: nobody is their own second pair of eyes, and nothing stale counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition, Intervention
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.services import record_observation
from cms.vetting.verdicts import decide_verdict, propose_verdict
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Outcome, Review, Round
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.reviewing import review_item
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import read_worklist
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import DAY, DEADLINE, made_ready, opened, row_of

PEOPLE = st.sampled_from(["sanne", "joris", "technisch"])
ITEMS = st.sampled_from(["definition", "intervention"])
TEXTS = st.sampled_from(["<p>Een.</p>", "<p>Twee.</p>"])
FIELDS = {"definition": "body", "intervention": "summary"}


class AnyOrder(RuleBasedStateMachine):
    """Two editors who review, and a superuser, at work on two items."""

    people: dict[str, User]
    items: dict[str, Any]
    changed: list[tuple[str, int]]  # what the test saw happen: which item, by whom

    @initialize()
    def open(self) -> None:
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.people = {name: person(name, Role.EDITOR, Role.REVIEWER) for name in ("sanne", "joris")}
        self.people["technisch"] = superuser()
        self.items = {"definition": content.definition(), "intervention": content.intervention()}
        content.observation(self.items["intervention"], on=date(2024, 3, 1))
        self.round: Round = opened(self.people["technisch"])
        self.changed = []

    def teardown(self) -> None:
        if hasattr(self, "inside"):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    @rule(by=PEOPLE, item=ITEMS, text=TEXTS, ready=st.booleans())
    def edit(self, by: str, item: str, text: str, ready: bool) -> None:
        self.changed.append((item, self.people[by].pk))
        if ready:
            made_ready(self.items[item], self.people[by], **{FIELDS[item]: text})
            return
        draft = self.items[item].get_latest_revision_as_object()
        setattr(draft, FIELDS[item], text)
        draft.save_revision(user=self.people[by], log_action=True)

    @rule(by=PEOPLE, days=st.integers(-3, 3), label=st.sampled_from(["Goed onderbouwd", "Niet erkend"]))
    def observe(self, by: str, days: int, label: str) -> None:
        self.changed.append(("intervention", self.people[by].pk))
        record_observation(
            intervention=self.items["intervention"],
            register="gezonde-school",
            record="1400001",
            raw_label=label,
            recognised_on=DAY + timedelta(days=days),
            by=self.people[by],
            at=timezone.now(),
        )

    @rule(by=PEOPLE, is_included=st.booleans())
    def propose(self, by: str, is_included: bool) -> None:
        try:
            propose_verdict(
                intervention=Intervention.objects.get(),
                round_year=2026,
                reference_date=self.round.reference_date,
                is_included=is_included,
                reason="Past.",
                by=self.people[by],
                at=timezone.now(),
            )
        except VerdictError as error:
            assert "wacht nog" in str(error)  # noqa: PT017 - other refusals are not meant here

    @rule(by=PEOPLE, agreed=st.booleans())
    def decide(self, by: str, agreed: bool) -> None:
        for verdict in Verdict.objects.waiting():
            own = verdict.proposed_by == self.people[by]
            try:
                decide_verdict(
                    verdict=verdict, agreed=agreed, by=self.people[by], at=timezone.now(), reason="Zo is het."
                )
            except VerdictError:
                continue
            assert not own

    @rule(by=PEOPLE, item=ITEMS, outcome=st.sampled_from(Outcome))
    def review(self, by: str, item: str, outcome: Outcome) -> None:
        row = row_of(self.round, self.items[item])
        digest = row.current.digest if row.current else ""
        try:
            review_item(
                item=row.item, digest=digest, by=self.people[by], at=timezone.now(), outcome=outcome, reason="Zo."
            )
        except RoundError:
            return
        assert (item, self.people[by].pk) not in self.changed

    @rule(by=PEOPLE)
    def confirm(self, by: str) -> None:
        done = confirm_unchanged(round=self.round, items=self.round.items.all(), by=self.people[by], at=timezone.now())
        for held in done.items:
            name = "definition" if held.kind == "begrip" else "intervention"
            assert (name, self.people[by].pk) not in self.changed

    @rule(days=st.integers(-2, 2))
    def reschedule(self, days: int) -> None:
        self.round = reschedule_round(round=self.round, reference_date=DAY + timedelta(days=days), deadline=DEADLINE)

    @invariant()
    def what_counts_is_fresh_and_seen_by_another(self) -> None:
        if not hasattr(self, "round"):
            return
        for row in read_worklist(self.round).rows:
            if row.state is ItemState.REVIEWED:
                self._is_reviewed_by_another(row)
            if row.item.kind == "interventie" and row.state in {ItemState.REVIEWED, ItemState.EXCLUDED}:
                self._has_a_fresh_verdict()

    def _is_reviewed_by_another(self, row: Any) -> None:
        newest = Review.objects.filter(item=row.item, digest=row.current.digest).latest("pk")
        assert newest.outcome == Outcome.CONFIRMED
        changers = set(newest.changers.values_list("person_id", flat=True))
        assert newest.reviewer_id not in changers
        assert changers <= {change.person for change in row.changes}

    def _has_a_fresh_verdict(self) -> None:
        intervention = Intervention.objects.get()
        facts = facts_of([intervention.pk], self.round.reference_date)[intervention.pk]
        newest = Verdict.objects.exclude(decided_by=None).latest("pk")
        assert newest.agreed
        assert newest.proposed_by_id != newest.decided_by_id
        assert newest.reference_date == self.round.reference_date
        assert newest.facts_digest == digest_of(facts)


@pytest.mark.django_db
def test_nobody_is_their_own_second_pair_of_eyes_and_nothing_stale_counts() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert not Definition.objects.exists()  # each run was undone
