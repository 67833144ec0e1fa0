"""What goes on record, in whose transaction, and what may not."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cms.acts.act import Subject, WorkshopAction
from cms.acts.origin import Door, acting_from
from publishing.audit.actions import PRIVILEGED, Action
from publishing.audit.errors import AuditError
from publishing.audit.models import AuditEvent, ChainHead, Result
from publishing.audit.recording import record
from publishing.audit.sentences import sentence_of
from publishing.audit.verifying import chain_problems
from tests.factories.audit import AT, THING, recorded, the_event
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_an_event_keeps_who_did_it_as_they_were_called_then() -> None:
    sanne = person("sanne")
    sanne.first_name, sanne.last_name = "Sanne", "de Boer"
    event = recorded(by=sanne, reason=" Zo is het. ", details={"generatie": 1})
    sanne.last_name = "Bakker"
    sanne.save()

    held = AuditEvent.objects.get(pk=event.pk)

    assert (held.actor_name, held.actor_username) == ("Sanne de Boer", "sanne")
    assert (held.reason, held.details, held.result, held.at) == ("Zo is het.", {"generatie": 1}, Result.DONE, AT)
    assert (held.object_kind, held.object_id, held.object_text) == ("uitgave", "2026.1", "uitgave 2026.1")
    assert str(held) == "release.published uitgave 2026.1"


def test_an_act_that_is_undone_leaves_no_event_and_no_step_of_the_chain() -> None:
    recorded()
    with transaction.atomic():
        recorded()
        transaction.set_rollback(True)
    assert AuditEvent.objects.get().sequence == 1
    assert str(ChainHead.objects.get()).startswith("1 (")
    assert list(chain_problems({})) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("committed")
def test_nothing_is_recorded_apart_from_what_is_done() -> None:
    with pytest.raises(AuditError, match="in the transaction"):
        record(action=Action.ROUND_CLOSED, obj=THING, by=None, at=AT)


def test_only_events_of_releases_and_verdicts_are_chained() -> None:
    for action in Action:
        recorded(action, reason="Zo.")
    chained = set(AuditEvent.objects.chained().values_list("action", flat=True))
    assert {word.partition(".")[0] for word in chained} == {"release", "verdict"}
    assert not AuditEvent.objects.exclude(action__in=chained).filter(action__startswith="release.").exists()
    assert list(chain_problems({})) == []


def test_the_chain_is_the_same_in_whatever_time_zone_it_was_written() -> None:
    event = recorded(at=AT.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert event.content() == AuditEvent.objects.get().content()
    assert list(chain_problems({})) == []


@pytest.mark.parametrize("action", PRIVILEGED)
class TestAPrivilegedAct:
    def test_needs_a_reason(self, action: Action) -> None:
        for reason in ("", " \n"):
            with pytest.raises(AuditError, match="needs a reason"):
                recorded(action, reason=reason)
        recorded(action, reason="De publicist belde.")
        assert the_event(action).reason == "De publicist belde."

    def test_is_refused_without_one_by_the_database_too(self, action: Action) -> None:
        values: dict[str, Any] = {"action": action.value, "result": "done", "door": Door.SCREEN, "at": AT}
        with pytest.raises(IntegrityError, match="audit_privileged_has_a_reason"), transaction.atomic():
            AuditEvent.objects.create(**values, object_kind="x", object_id="x", object_text="x")

    def test_that_was_refused_is_recorded_without_one(self, action: Action) -> None:
        assert recorded(action, refusal="Geef een reden.").result == Result.REFUSED


def test_which_acts_are_privileged() -> None:
    assert {action.value for action in PRIVILEGED} == {
        "release.rolled-back",
        "release.withdrawn",
        "release.redacted",
        "round.reopened",
        "target.overwritten",
        "publishing.paused",
        "publishing.resumed",
        "outbox.replayed",
        "attempt.retried",
    }


def test_details_are_small() -> None:
    with pytest.raises(AuditError, match="too large"):
        recorded(details={"lang": "x" * 2000})


def test_what_somebody_typed_is_kept_as_every_database_can() -> None:
    event = recorded(obj=Subject("uitgave", "\ud800" * 80, "a\0b" * 200), refusal="Te lang. " * 200)
    held = AuditEvent.objects.get(pk=event.pk)
    assert (len(held.object_id), held.object_text[:3], len(held.refusal)) == (64, "a\ufffdb", 1000)
    assert held.refusal.endswith("…")
    assert list(chain_problems({})) == []


def test_every_act_of_the_workshop_is_known_and_every_act_is_a_sentence() -> None:
    assert {action.value for action in WorkshopAction} <= set(Action.values)
    for action in Action:
        done = sentence_of(recorded(action, reason="Zo."))
        refused = sentence_of(recorded(action, refusal="Nee."))
        assert done.startswith("Het systeem ")
        assert "uitgave 2026.1" in done
        assert refused.startswith("Het systeem wilde ")
        assert refused.endswith("; dat werd geweigerd")


def test_the_origin_is_that_of_the_edge_around_it() -> None:
    with acting_from(Door.TASK, "publishing.releases.deliver_outbox"):
        inner = recorded()
    assert (inner.door, inner.door_detail) == ("task", "publishing.releases.deliver_outbox")
    assert recorded().door == "unknown"


class TestTheDatabase:
    """Whoever asks."""

    def refused(self, sql: str) -> bool:
        connection.check_constraints()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
        except DatabaseError as error:
            return "never changes" in str(error) or "only moves on" in str(error)
        return False

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE audit_auditevent SET reason = 'Anders.'",
            "DELETE FROM audit_auditevent",
            "UPDATE audit_chainhead SET sequence = 0",
            "UPDATE audit_chainhead SET sequence = sequence + 2",
            "UPDATE audit_chainhead SET hash = 'f'",
            "DELETE FROM audit_chainhead",
        ],
    )
    def test_refuses_every_change_of_what_is_on_record(self, sql: str) -> None:
        recorded()
        assert self.refused(sql)

    @pytest.mark.parametrize("table", ["audit_auditevent", "audit_chainhead"])
    def test_refuses_to_empty_or_replace(self, table: str) -> None:
        recorded()
        if connection.vendor == "postgresql":
            assert self.refused(f"TRUNCATE {table}")
        else:
            assert self.refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    def test_keeps_one_head(self) -> None:
        recorded()
        with pytest.raises(IntegrityError), transaction.atomic():
            ChainHead.objects.create(pk=2)
