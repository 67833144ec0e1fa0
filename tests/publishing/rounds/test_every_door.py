"""Nobody is their own second pair of eyes: every door to a verdict or a review, tried by the person themself.

Screens and services say why in Dutch; what is written past them is refused by the database (a CHECK on verdicts, a
trigger on reviews); and a review that hides who changed the item, which no database can see, does not count.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition, Intervention
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.verdict_bulk import agree_with_many
from cms.vetting.verdicts import decide_verdict, propose_verdict
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Outcome, Review, ReviewChanger, Round, RoundItem
from publishing.rounds.reviewing import review_item
from publishing.rounds.states import ItemState
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import DAY, item_of, made_ready, opened, row_of

pytestmark = pytest.mark.django_db

SAME_PERSON = "verdict_decided_by_another"
FIXED = "what was proposed and decided never changes"
OWN_CHANGE = "nobody reviews what they changed"


def an_editor_who_reviews() -> User:
    return person("sanne", Role.EDITOR, Role.REVIEWER)


PEOPLE = pytest.mark.parametrize("make", [an_editor_who_reviews, superuser])


@pytest.fixture
def by(make: Callable[[], User]) -> User:
    """Who tries it on their own work."""
    return make()


@pytest.fixture
def round(by: User) -> Round:
    """A round with an intervention and a definition, both of which ``by`` works on."""
    content.observation(content.intervention())
    content.definition()
    return opened(person("karin", Role.PUBLISHER))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def refusal(write: Callable[[], Any]) -> str:
    """Return what the database says when ``write`` is done, empty when it takes it."""
    try:
        with transaction.atomic():
            write()
            connection.check_constraints()
    except DatabaseError as error:
        return str(error)
    return ""


def run(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@PEOPLE
class TestWhoProposedAVerdict:
    """On the database that the tests run on."""

    @pytest.fixture
    def verdict(self, round: Round, by: User) -> Verdict:
        """What ``by`` proposed."""
        return propose_verdict(
            intervention=Intervention.objects.get(),
            round_year=round.year,
            reference_date=DAY,
            is_included=True,
            reason="Past bij scholen.",
            by=by,
            at=timezone.now(),
        )

    @pytest.fixture
    def decision(self, by: User) -> dict[str, Any]:
        """The columns of a decision that is the proposer's own."""
        return {"decided_by": by, "decided_at": timezone.now(), "agreed": True}

    @pytest.fixture(autouse=True)
    def nothing_is_decided(self, verdict: Verdict) -> Any:
        """Whatever a test tries, in the end the proposal still waits and is the only one."""
        yield
        assert Verdict.objects.get().decided_by is None

    def test_does_not_decide_on_the_screen(self, verdict: Verdict, by: User) -> None:
        answer = browser(by).post(reverse("toetsing:decide", args=[verdict.pk]), {"agreed": "ja", "reason": ""})
        assert "Een ander moet erover beslissen" in answer.content.decode()

    def test_does_not_agree_in_the_bulk_action(self, verdict: Verdict, by: User) -> None:
        answer = browser(by).post(reverse("toetsing:agree"), {"oordeel": [verdict.pk]})
        told = [str(message) for message in get_messages(answer.wsgi_request)]
        assert any("Een ander moet erover beslissen" in message for message in told)

    def test_does_not_agree_through_the_service_of_that_action(self, verdict: Verdict, by: User) -> None:
        done = agree_with_many(verdicts=[verdict.pk], by=by, at=timezone.now())
        assert (done.agreed, len(done.skipped)) == ([], 1)

    @pytest.mark.parametrize("agreed", [True, False])
    def test_does_not_decide_through_the_service(self, verdict: Verdict, by: User, agreed: bool) -> None:
        with pytest.raises(VerdictError, match="stelde je zelf voor"):
            decide_verdict(verdict=verdict, agreed=agreed, by=by, at=timezone.now(), reason="Zo is het.")

    def test_does_not_save_a_decision(self, verdict: Verdict, decision: dict[str, Any]) -> None:
        for name, value in decision.items():
            setattr(verdict, name, value)
        with pytest.raises(VerdictError):
            verdict.save()
        fields = [*decision, "decision_reason"]
        assert SAME_PERSON in refusal(lambda: verdict.save(update_fields=fields))

    def test_does_not_update_the_row(self, verdict: Verdict, decision: dict[str, Any]) -> None:
        assert SAME_PERSON in refusal(lambda: Verdict.objects.filter(pk=verdict.pk).update(**decision))

    def test_does_not_update_many_rows(self, verdict: Verdict, decision: dict[str, Any]) -> None:
        for name, value in decision.items():
            setattr(verdict, name, value)
        assert SAME_PERSON in refusal(lambda: Verdict.objects.bulk_update([verdict], list(decision)))

    def test_does_not_create_a_row_that_is_decided(self, verdict: Verdict, decision: dict[str, Any]) -> None:
        for name, value in decision.items():
            setattr(verdict, name, value)
        verdict.pk = None
        assert SAME_PERSON in refusal(lambda: Verdict.objects.bulk_create([verdict]))

    def test_does_not_become_the_proposer_of_what_they_decide(self, verdict: Verdict, by: User) -> None:
        other = person("joris", Role.REVIEWER)
        decided = {"decided_by": other, "decided_at": timezone.now(), "agreed": True}
        with transaction.atomic():
            assert FIXED in refusal(lambda: Verdict.objects.filter(pk=verdict.pk).update(proposed_by=other))
            Verdict.objects.filter(pk=verdict.pk).update(**decided)
            assert FIXED in refusal(lambda: Verdict.objects.filter(pk=verdict.pk).update(proposed_by=other))
            assert FIXED in refusal(lambda: Verdict.objects.filter(pk=verdict.pk).update(decided_by=by, agreed=False))
            assert FIXED in refusal(lambda: run("DELETE FROM vetting_verdict"))
            transaction.set_rollback(True)

    def test_does_not_decide_in_sql(self, verdict: Verdict, by: User) -> None:
        update = "UPDATE vetting_verdict SET decided_by_id = %s, decided_at = proposed_at, agreed = %s WHERE id = %s"
        assert SAME_PERSON in refusal(lambda: run(update, by.pk, True, verdict.pk))
        columns = "intervention_id, uid, round_year, reference_date, is_included, reason, facts, facts_digest"
        insert = (
            f"INSERT INTO vetting_verdict ({columns}, proposed_by_id, proposed_at, decided_by_id, decided_at, agreed, "
            f"decision_reason) SELECT {columns}, proposed_by_id, proposed_at, %s, proposed_at, %s, '' "
            "FROM vetting_verdict"
        )
        assert SAME_PERSON in refusal(lambda: run(insert, by.pk, True))


@PEOPLE
class TestWhoChangedAnItem:
    """On the database that the tests run on."""

    @pytest.fixture
    def item(self, round: Round, by: User) -> RoundItem:
        """A definition that ``by`` changed since the base release, and back, so that it can be confirmed among many."""
        definition = Definition.objects.get()
        before = definition.body
        made_ready(definition, by, body="<p>Anders.</p>")
        made_ready(definition, by, body=before)
        return item_of(round, definition)

    @pytest.fixture
    def own(self, item: RoundItem, by: User) -> Review:
        """A review of it by ``by``, not written yet."""
        digest = item.base_digest
        return Review(
            item=item, digest=digest, document_digest=digest, reviewer=by, at=timezone.now(), outcome=Outcome.CONFIRMED
        )

    @pytest.fixture(autouse=True)
    def nothing_counts(self, item: RoundItem) -> Any:
        """Whatever a test tries, in the end the item still waits for somebody else."""
        yield
        assert row_of(item.round, Definition.objects.get()).state is ItemState.TO_CONFIRM

    @pytest.mark.parametrize("outcome", Outcome)
    def test_does_not_review_through_the_service(self, item: RoundItem, by: User, outcome: Outcome) -> None:
        with pytest.raises(RoundError, match="zelf gewijzigd"):
            review_item(
                item=item, digest=item.base_digest, by=by, at=timezone.now(), outcome=outcome, reason="Zo is het."
            )

    def test_does_not_confirm_among_many(self, item: RoundItem, by: User) -> None:
        done = confirm_unchanged(round=item.round, items=item.round.items.all(), by=by, at=timezone.now())
        assert item not in done.items
        assert "wijzigde je zelf" in dict(done.left)[item]

    def test_does_not_create_a_review_and_then_its_changers(self, own: Review, by: User) -> None:
        def write() -> None:
            own.save()
            ReviewChanger.objects.bulk_create([ReviewChanger(review=own, person=by)])

        assert OWN_CHANGE in refusal(write)

    def test_does_not_create_the_changers_and_then_their_review(self, own: Review, by: User) -> None:
        own.pk = 1000

        def write() -> None:
            ReviewChanger.objects.bulk_create([ReviewChanger(review_id=own.pk, person=by)])
            Review.objects.bulk_create([own])

        assert OWN_CHANGE in refusal(write)

    def test_does_not_take_over_the_review_of_somebody_else(self, item: RoundItem, by: User) -> None:
        other = person("joris", Role.REVIEWER)
        with transaction.atomic():
            (review,) = review_item(item=item, digest=item.base_digest, by=other, at=timezone.now())
            review.reviewer = by
            assert "never changes" in refusal(lambda: Review.objects.update(reviewer=by))
            assert "never changes" in refusal(lambda: Review.objects.bulk_update([review], ["reviewer"]))
            assert "never changes" in refusal(lambda: run("UPDATE rounds_review SET reviewer_id = %s", by.pk))
            with pytest.raises(RoundError):
                review.save()
            transaction.set_rollback(True)

    def test_does_not_wipe_out_that_they_changed_it(self, item: RoundItem, by: User) -> None:
        other = person("joris", Role.REVIEWER)
        with transaction.atomic():
            review_item(item=item, digest=item.base_digest, by=other, at=timezone.now())
            (changer,) = ReviewChanger.objects.all()
            assert changer.person == by
            changer.person = other
            assert "never changes" in refusal(lambda: ReviewChanger.objects.update(person=other))
            assert "never changes" in refusal(lambda: ReviewChanger.objects.bulk_update([changer], ["person"]))
            assert "never changes" in refusal(lambda: run("DELETE FROM rounds_reviewchanger"))
            transaction.set_rollback(True)

    def test_does_not_review_in_sql(self, item: RoundItem, by: User) -> None:
        def write() -> None:
            run(
                "INSERT INTO rounds_review (id, item_id, digest, document_digest, reviewer_id, at, outcome, reason) "
                "VALUES (1000, %s, %s, %s, %s, %s, 'bevestigd', '')",
                *(item.pk, item.base_digest, item.base_digest, by.pk, timezone.now()),
            )
            run("INSERT INTO rounds_reviewchanger (review_id, person_id) VALUES (1000, %s)", by.pk)

        assert OWN_CHANGE in refusal(write)

    def test_gains_nothing_by_a_review_that_hides_who_changed_the_item(self, own: Review) -> None:
        assert refusal(own.save) == ""


@pytest.mark.postgres
class TestWhoProposedAVerdictOnPostgresql(TestWhoProposedAVerdict):
    """The same, where the services are."""


@pytest.mark.postgres
class TestWhoChangedAnItemOnPostgresql(TestWhoChangedAnItem):
    """The same, where the services are."""
