"""A round is opened on a base release, worked through, and closed when nothing is open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.observations import record_consultation, record_observation
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.errors import DateBeforeBaseError, RoundError
from publishing.rounds.models import Comment, Review, Round
from publishing.rounds.opening import open_round
from publishing.rounds.readiness import readiness
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.retiring import restore_item, retire_item
from publishing.rounds.risk import Risk
from publishing.rounds.states import ItemState
from publishing.rounds.working import assign_items, comment_on_item
from publishing.rounds.worklist import read_worklist
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import DAY, DEADLINE, LAST_YEAR, base, item_of, judged, made_ready, opened, row_of

pytestmark = pytest.mark.django_db


def confirm(round: Round, by: User) -> Any:
    return confirm_unchanged(round=round, items=round.items.all(), by=by, at=timezone.now())


class TestOpening:
    """Year, date, deadline and base."""

    def test_everything_of_the_base_is_to_be_confirmed(self, karin: User) -> None:
        for number in range(1, 4):
            content.step(number)
        made = opened(karin)
        assert [row.state for row in read_worklist(made).rows] == [ItemState.TO_CONFIRM] * 3
        assert (made.base_number, made.base_reference_date) == ("2025.1", LAST_YEAR)

    def test_a_first_round_has_no_base_and_everything_is_new(self, karin: User) -> None:
        content.step()
        made = open_round(
            year=2026, reference_date=DAY, deadline=DEADLINE, base=None, by=karin, at=timezone.now()
        ).round
        assert [row.state for row in read_worklist(made).rows] == [ItemState.NEW]

    def test_a_date_before_that_of_the_base_is_asked_about(self, karin: User) -> None:
        early = LAST_YEAR - timedelta(days=1)
        with pytest.raises(DateBeforeBaseError, match="30-07-2025 ligt voor die van de basisuitgave"):
            opened(karin, reference_date=early)
        assert opened(karin, reference_date=early, confirmed=True).reference_date == early

    def test_a_date_that_has_not_come_is_warned_about(self, karin: User) -> None:
        at = timezone.now()
        values: dict[str, Any] = {"year": 2026, "deadline": DEADLINE, "base": base(), "by": karin, "at": at}
        made = open_round(reference_date=timezone.localdate(at) + timedelta(days=1), **values)
        assert "ligt in de toekomst" in made.warning

    def test_a_date_that_has_come_is_not(self, karin: User) -> None:
        at = timezone.now()
        values: dict[str, Any] = {"year": 2026, "deadline": DEADLINE, "base": None, "by": karin, "at": at}
        assert open_round(reference_date=timezone.localdate(at), **values).warning == ""

    def test_today_is_a_day_of_here_also_just_after_midnight(self, karin: User) -> None:
        at = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)  # 1 August here
        values: dict[str, Any] = {"year": 2026, "deadline": DEADLINE, "base": None, "by": karin, "at": at}
        assert open_round(reference_date=date(2026, 8, 1), **values).warning == ""

    def test_one_round_is_open_at_most(self, karin: User) -> None:
        opened(karin)
        with pytest.raises(RoundError, match="Jaarronde 2026 is nog open"):
            opened(karin, year=2027)
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.create(
                year=2028, reference_date=DAY, deadline=DEADLINE, opened_by=karin, opened_at=timezone.now()
            )

    def test_a_year_has_one_round(self, karin: User) -> None:
        content.step()
        made = opened(karin)
        confirm(made, karin)
        close_round(round=made, by=karin, at=timezone.now())
        with pytest.raises(RoundError, match="al een ronde van 2026"):
            opened(karin)


class TestConfirmingMany:
    """In one action, and only what is byte for byte as it was."""

    def test_what_is_unchanged_is_confirmed_and_the_rest_is_named(self, karin: User, sanne: User, joris: User) -> None:
        steps = [content.step(number) for number in range(1, 6)]
        made = opened(karin)
        made_ready(steps[0], sanne, title="Een andere stap")
        found = confirm(made, joris)
        assert len(found.items) == 4
        assert [why for _, why in found.left] == ["Dit item is niet te bevestigen: gewijzigd sinds vorig jaar."]
        assert str(read_worklist(made).progress()) == "4 van 5 beoordeeld"

    def test_doing_it_again_confirms_nothing_twice(self, karin: User, joris: User) -> None:
        content.step()
        made = opened(karin)
        confirm(made, joris)
        assert confirm(made, joris).items == []
        assert Review.objects.count() == 1

    def test_an_intervention_needs_a_verdict_that_holds(self, karin: User, sanne: User, joris: User) -> None:
        intervention = content.intervention()
        content.observation(intervention)
        made = opened(karin)
        assert [why for _, why in confirm(made, joris).left] == ["Dit item is niet te bevestigen: wacht op oordeel."]
        judged(intervention, sanne, karin)
        assert len(confirm(made, joris).items) == 1

    def test_who_changed_it_and_put_it_back_does_not_confirm_it(self, karin: User, sanne: User) -> None:
        definition = content.definition()
        made = opened(karin)
        before = definition.body
        made_ready(definition, sanne, body="<p>Anders.</p>")
        made_ready(definition, sanne, body=before)
        ((_, why),) = confirm(made, sanne).left
        assert "zelf" in why

    def test_what_is_reviewed_apart_counts_beside_it(self, karin: User, joris: User) -> None:
        content.recommendation(content.domain(), interventions={})
        made = opened(karin)
        assert len(confirm(made, joris).items) == 2


class TestInterventions:
    """Their verdict and what the registers say."""

    @pytest.fixture
    def intervention(self, db: None) -> Intervention:
        found = content.intervention()
        content.observation(found, on=date(2024, 3, 1))
        return found

    def test_a_new_fact_takes_the_verdict_and_the_review_away(
        self, intervention: Intervention, karin: User, sanne: User, joris: User
    ) -> None:
        made = opened(karin)
        judged(intervention, sanne, karin)
        confirm(made, joris)
        assert row_of(made, intervention).state is ItemState.REVIEWED
        self.see(intervention, sanne, "Niet erkend", DAY)
        assert row_of(made, intervention).state is ItemState.AWAITS_VERDICT
        judged(intervention, sanne, karin)
        assert row_of(made, intervention).state is ItemState.LAPSED

    def test_a_fact_after_the_reference_date_takes_nothing_away(
        self, intervention: Intervention, karin: User, sanne: User, joris: User
    ) -> None:
        made = opened(karin)
        judged(intervention, sanne, karin)
        confirm(made, joris)
        self.see(intervention, sanne, "Niet erkend", DAY + timedelta(days=1))
        assert row_of(made, intervention).state is ItemState.REVIEWED

    def test_another_reference_date_takes_the_verdict_away(
        self, intervention: Intervention, karin: User, sanne: User, joris: User
    ) -> None:
        made = opened(karin)
        judged(intervention, sanne, karin)
        confirm(made, joris)
        later = DAY + timedelta(days=1)
        moved = reschedule_round(round=made, reference_date=later, deadline=DEADLINE, by=karin, at=timezone.now())
        assert row_of(moved, intervention).state is ItemState.AWAITS_VERDICT

    def test_one_that_two_people_left_out_is_settled(
        self, intervention: Intervention, karin: User, sanne: User
    ) -> None:
        made = opened(karin)
        judged(intervention, sanne, karin, is_included=False)
        assert row_of(made, intervention).state is ItemState.EXCLUDED
        assert readiness(made) == []

    def test_the_riskiest_come_first(self, intervention: Intervention, karin: User, sanne: User) -> None:
        gone, raised = content.intervention("Weg"), content.intervention("Hoger")
        vanished = content.observation(gone, on=date(2024, 3, 1), record="2")
        content.observation(raised, on=date(2024, 3, 1), record="3")
        made = opened(karin)
        record_consultation(observation=vanished, by=sanne, at=timezone.now(), found=False)
        self.see(raised, sanne, "Effectief volgens goede aanwijzingen", date(2026, 1, 1), record="3")
        rows = read_worklist(made).rows
        assert [(row.item.title, row.risk) for row in rows] == [
            ("Weg", Risk.GONE),
            ("Hoger", Risk.LEVEL_CHANGED),
            ("Rustig Leren", Risk.UNTOUCHED),
        ]

    def see(self, intervention: Intervention, by: User, label: str, day: date, record: str = "1400001") -> None:
        record_observation(
            intervention=intervention,
            register="gezonde-school",
            record=record,
            raw_label=label,
            recognised_on=day,
            by=by,
            at=timezone.now(),
        )


class TestWorkingTogether:
    """Assigning, talking, letting go."""

    def test_items_are_assigned_to_who_is_here(self, karin: User, joris: User) -> None:
        content.step()
        made = opened(karin)
        assert assign_items(round=made, items=made.items.all(), to=joris, by=made.opened_by, at=made.opened_at) == 1
        assert read_worklist(made).rows[0].assignee_may_review
        joris.groups.clear()
        assert not read_worklist(made).rows[0].assignee_may_review
        joris.is_active = False
        with pytest.raises(RoundError, match="werkt hier niet meer"):
            assign_items(round=made, items=made.items.all(), to=joris, by=made.opened_by, at=made.opened_at)

    def test_an_item_has_one_thread(self, karin: User, sanne: User) -> None:
        step = content.step()
        made = opened(karin)
        for by, text in ((karin, "Klopt dit nog?"), (sanne, " Ja. ")):
            comment_on_item(item=item_of(made, step), text=text, by=by, at=timezone.now())
        with pytest.raises(RoundError, match="Schrijf eerst"):
            comment_on_item(item=item_of(made, step), text=" ", by=sanne, at=timezone.now())
        assert [one.text for one in Comment.objects.all()] == ["Klopt dit nog?", "Ja."]

    def test_an_item_is_let_go_with_a_reason_and_a_successor(self, karin: User, sanne: User) -> None:
        old, new = content.step(1), content.step(2)
        made = opened(karin)
        held = item_of(made, old)
        with pytest.raises(RoundError, match="waarom"):
            retire_item(item=held, reason=" ", by=sanne, at=timezone.now())
        with pytest.raises(RoundError, match="zichzelf"):
            retire_item(item=held, reason="Dubbel.", successor=old.uid, by=sanne, at=timezone.now())
        gone = retire_item(item=held, reason="Dubbel.", successor=new.uid, by=sanne, at=timezone.now())
        assert (gone.retired_reason, gone.successor) == ("Dubbel.", new.uid)
        with pytest.raises(RoundError, match="vervallen: Dubbel"):
            retire_item(item=held, reason="Nog eens.", by=sanne, at=timezone.now())
        with pytest.raises(RoundError, match="in deze ronde blijft"):
            retire_item(item=item_of(made, new), reason="Ook.", successor=old.uid, by=sanne, at=timezone.now())
        restore_item(item=held, by=sanne, at=timezone.now())
        assert row_of(made, old).state is ItemState.TO_CONFIRM
        with pytest.raises(RoundError, match="vervalt niet"):
            restore_item(item=held, by=sanne, at=timezone.now())
        assert AuditEvent.objects.filter(action=Action.ITEM_RESTORED).count() == 1

    def test_when_everybody_changed_it_the_list_says_whom_to_ask(self, karin: User) -> None:
        only = person("els", Role.REVIEWER, Role.EDITOR)
        person("bea", Role.ADMINISTRATOR)
        definition = content.definition()
        made = opened(karin)
        assert row_of(made, definition).nobody_left == ""
        made_ready(definition, only, body="<p>Anders.</p>")
        row = row_of(made, definition)
        assert row.may_review == ()
        assert "Vraag bea om nog een beoordelaar" in row.nobody_left
