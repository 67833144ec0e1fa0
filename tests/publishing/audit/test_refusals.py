"""What was refused stays on record, although all that it did is undone."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.edges import edge
from cms.acts.origin import Door
from cms.vetting.models import VerdictError
from cms.vetting.verdict_bulk import agree_with_many
from cms.vetting.verdicts import decide_verdict
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent, Result
from publishing.audit.sentences import sentence_of
from publishing.audit.verifying import chain_problems
from publishing.releases.errors import ReleaseError
from publishing.releases.publish import publish_release
from publishing.releases.rollback import rollback_release
from publishing.rounds.current import read_one
from publishing.rounds.errors import RoundError
from publishing.rounds.reviewing import review_item
from tests.factories import content
from tests.factories.audit import events_on, the_event
from tests.factories.people import person
from tests.factories.releases import AT, candidate
from tests.factories.rounds import item_of, made_ready, opened
from tests.factories.verdicts import open_round, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne() -> User:
    return person("sanne", Role.EDITOR, Role.REVIEWER)


def test_a_publication_that_was_refused_stands_beside_the_one_that_was_not(sanne: User) -> None:
    content.definition()
    candidate()
    publish_release(number="2026.1", by=sanne, at=AT)
    with pytest.raises(ReleaseError):
        publish_release(number="2026.1", by=sanne, at=AT)
    done, refused = events_on(Action.RELEASE_PUBLISHED)
    assert (done.result, refused.result) == (Result.DONE, Result.REFUSED)
    assert "al gepubliceerd" in refused.refusal
    assert sentence_of(refused) == "sanne wilde uitgave 2026.1 publiceren; dat werd geweigerd"
    assert list(chain_problems({})) == []


def test_a_rollback_without_a_reason_is_refused_and_that_is_recorded(sanne: User) -> None:
    with pytest.raises(ReleaseError, match="reden"):
        rollback_release(number="2026.1", reason=" ", by=sanne, at=AT)
    assert the_event(Action.RELEASE_ROLLED_BACK).result == Result.REFUSED


def test_deciding_on_your_own_proposal_is_recorded(sanne: User) -> None:
    item = content.intervention("Rust")
    content.observation(item)
    verdict = proposal(item, sanne)
    with pytest.raises(VerdictError):
        decide_verdict(verdict=verdict, agreed=True, by=sanne, at=AT)
    agree_with_many(verdicts=[verdict.pk], by=sanne, at=AT)
    told = [sentence_of(event) for event in events_on(Action.VERDICT_DECIDED)]
    assert told == ["sanne wilde beslissen over het oordeel over Rust (2026); dat werd geweigerd"] * 2


def test_what_is_wrong_without_being_forbidden_is_not_recorded(sanne: User) -> None:
    item = content.intervention("Rust")
    content.observation(item)
    verdict = proposal(item, sanne)
    with pytest.raises(VerdictError, match="niet mee eens"):
        decide_verdict(verdict=verdict, agreed=False, by=person("joris"), at=AT)
    assert events_on(Action.VERDICT_DECIDED) == []


def test_reviewing_your_own_change_is_recorded(sanne: User) -> None:
    definition = content.definition()
    made = opened(sanne)
    made_ready(definition, sanne, body="<p>Anders.</p>")
    held = item_of(made, definition)
    current = read_one(held.kind, held.uid, made.reference_date)
    assert current is not None
    with pytest.raises(RoundError, match="zelf gewijzigd"):
        review_item(item=held, digest=current.digest, by=sanne, at=timezone.now())
    assert "zelf gewijzigd" in the_event(Action.ITEM_REVIEWED).refusal


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("committed")
class TestARequest:
    """With its own transaction, which takes everything back when it fails."""

    def refused(self, sanne: User) -> None:
        with pytest.raises(ReleaseError):
            publish_release(number="2026.1", by=sanne, at=AT)

    def test_that_is_undone_leaves_what_was_refused_on_record(self, sanne: User) -> None:
        with edge(Door.SCREEN, "POST /ergens/"), transaction.atomic():
            self.refused(sanne)
            assert not AuditEvent.objects.filter(action=Action.RELEASE_PUBLISHED.value).exists()
            transaction.set_rollback(True)
        event = the_event(Action.RELEASE_PUBLISHED)
        assert (event.door, event.door_detail) == ("screen", "POST /ergens/")

    def test_within_which_a_task_is_refused_leaves_that_on_record_as_of_the_task(self, sanne: User) -> None:
        with edge(Door.SCREEN, "POST /ergens/"), transaction.atomic():
            with edge(Door.TASK, "taak"):
                self.refused(sanne)
            transaction.set_rollback(True)
        assert the_event(Action.RELEASE_PUBLISHED).door_detail == "taak"

    def test_without_a_transaction_of_its_own_has_it_on_record_at_once(self, sanne: User) -> None:
        with edge(Door.COMMAND, "publish_release"):
            self.refused(sanne)
            assert the_event(Action.RELEASE_PUBLISHED).door == "command"

    def test_on_the_screen_of_verdicts_keeps_it(self, sanne: User) -> None:
        item = content.intervention("Rust")
        content.observation(item)
        verdict = proposal(item, sanne)
        browser = Client()
        browser.force_login(sanne)
        with open_round():
            answer: Any = browser.post(reverse("toetsing:decide", args=[verdict.pk]), {"agreed": "ja", "reason": ""})
        assert "Een ander moet erover beslissen" in answer.content.decode()
        event = the_event(Action.VERDICT_DECIDED)
        assert (event.result, event.door, event.actor_username) == ("refused", "screen", "sanne")
