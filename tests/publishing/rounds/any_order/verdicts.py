"""Verdicts on one intervention, in whatever order people propose and decide and the facts and dates change."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.observations import record_observation
from cms.vetting.verdicts import decide_verdict, propose_verdict, verdicts_that_hold
from publishing.rounds.rescheduling import reschedule_round
from tests.factories.rounds import DAY, DEADLINE
from tests.publishing.rounds.any_order.runs import PEOPLE, InOneRound

DAYS = st.integers(-1, 1)


class VerdictsInAnyOrder(InOneRound):
    """What counts is what two persons said of the facts as they are at the date as it is."""

    def _waits(self) -> bool:
        return Verdict.objects.waiting().exists()

    @rule(by=PEOPLE, days=DAYS, label=st.sampled_from(["Goed onderbouwd", "Niet erkend"]))
    def observe(self, by: str, days: int, label: str) -> None:
        record_observation(
            intervention=self.items["interventie"],
            register="gezonde-school",
            record="1400001",
            raw_label=label,
            recognised_on=DAY + timedelta(days=days),
            by=self.people[by],
            at=timezone.now(),
        )

    @precondition(lambda self: not self._waits())
    @rule(by=PEOPLE, is_included=st.booleans())
    def propose(self, by: str, is_included: bool) -> None:
        propose_verdict(
            intervention=self.items["interventie"],
            round_year=2026,
            reference_date=self.round.reference_date,
            is_included=is_included,
            reason="Past.",
            by=self.people[by],
            at=timezone.now(),
        )

    @precondition(lambda self: self._waits())
    @rule(agreed=st.booleans())
    def decide(self, agreed: bool) -> None:
        """Each tries in turn, who proposed it first, until one of them could."""
        verdict = Verdict.objects.waiting().get()
        for by in sorted(self.people, key=lambda name: self.people[name] != verdict.proposed_by):
            own, fresh = verdict.proposed_by == self.people[by], self._is_fresh(verdict)
            try:
                decide_verdict(verdict=verdict, agreed=agreed, by=self.people[by], at=timezone.now(), reason="Zo.")
            except VerdictError:
                assert own or not fresh
                continue
            assert not own
            assert fresh or not agreed
            return

    @rule(days=DAYS)
    def reschedule(self, days: int) -> None:
        day, by = DAY + timedelta(days=days), self.people["sanne"]
        self.round = reschedule_round(round=self.round, reference_date=day, deadline=DEADLINE, by=by, at=timezone.now())

    @invariant()
    def what_counts_is_fresh_and_of_two_persons(self) -> None:
        if self.inside is None:
            return
        key, day = self.items["interventie"].pk, self.round.reference_date
        for counting in verdicts_that_hold([key], round_year=2026, reference_date=day).values():
            assert counting == Verdict.objects.exclude(decided_by=None).latest("pk")
            assert counting.agreed
            assert counting.proposed_by_id != counting.decided_by_id
            assert counting.reference_date == day
            assert self._is_fresh(counting)

    def _is_fresh(self, verdict: Verdict) -> bool:
        key = self.items["interventie"].pk
        return verdict.facts_digest == digest_of(facts_of([key], verdict.reference_date)[key])
