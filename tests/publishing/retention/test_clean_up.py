"""What is old goes, exactly what the dry run said, and nothing that somebody decided or that is on record."""

import json
import os
import time
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.roles import Role
from publishing.attempts.models import Attempt, State
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import sentence_of
from publishing.releases.models import Release
from publishing.retention import cleaning
from publishing.retention.kinds import KINDS, LEFT_BEHIND
from publishing.retention.tasks import clean_up as task
from publishing.status.models import StoreSize
from tests.factories.people import person
from tests.factories.releases import published

pytestmark = pytest.mark.django_db

ACTION = "retention.removed"


def attempt(subject: str, token: int, *, days: int, state: str = State.DONE, **more: Any) -> Attempt:
    moment = timezone.now() - timedelta(days=days)
    return Attempt.objects.create(
        kind="proef",
        subject=subject,
        token=token,
        number=1,
        state=state,
        worker="proef",
        started_at=moment,
        heartbeat_at=moment,
        lease_until=moment,
        ended_at=None if state == State.RUNNING else moment,
        error="" if state in (State.DONE, State.RUNNING) else "Mislukt.",
        **more,
    )


def session(key: str, *, ends: datetime) -> None:
    Session.objects.create(session_key=key, session_data="x" * 100, expire_date=ends)


def old_things(number: int = 3) -> None:
    """Make what goes: per kind ``number`` rows."""
    now = timezone.now()
    for one in range(number):
        session(f"oud{one:05}", ends=now - timedelta(minutes=1))
        attempt(str(one), 1, days=91)
        attempt(str(one), 2, days=1)
        StoreSize.objects.create(day=(now - timedelta(days=800 + one)).date(), at=now, size=1)


def run(*options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("clean_up", "--json", *options, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_what_goes_is_what_the_dry_run_said_and_then_there_is_nothing_left() -> None:
    old_things()
    told = run("--dry-run")
    assert told["rows"] == {"sessions": 3, "attempts": 3, "sizes": 3, "leftovers": 0}
    assert told["signs"]["sessions"] == 300
    assert run()["rows"] == told["rows"]
    assert set(run("--dry-run")["rows"].values()) == {0}


def test_a_dry_run_writes_nothing() -> None:
    old_things()
    with CaptureQueriesContext(connection) as asked:
        run("--dry-run")
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_what_is_not_old_yet_stays() -> None:
    now = timezone.now()
    session("jong", ends=now + timedelta(hours=1))
    attempt("a", 1, days=89)
    attempt("a", 2, days=1)
    StoreSize.objects.create(day=(now - timedelta(days=700)).date(), at=now, size=1)
    assert set(run()["rows"].values()) == {0}
    assert (Session.objects.count(), Attempt.objects.count(), StoreSize.objects.count()) == (1, 2, 1)


def test_the_last_attempt_at_a_piece_of_work_stays_for_it_fences_off_the_next() -> None:
    last = attempt("a", 2, days=900)
    attempt("a", 1, days=901, state=State.FAILED)
    run()
    assert list(Attempt.objects.all()) == [last]


def test_an_attempt_that_a_person_dealt_with_or_that_is_on_record_stays() -> None:
    now = timezone.now()
    asked = {"again_by": person(Role.PUBLISHER), "again_at": now, "again_reason": "Netwerk hersteld."}
    decided = attempt("a", 1, days=900, state=State.FAILED, **asked)
    taken_over = attempt("b", 1, days=900, state=State.LOST)
    recorded = attempt("c", 1, days=900, state=State.FAILED)
    for subject in "abc":
        attempt(subject, 2, days=1)
    AuditEvent.objects.create(
        action="attempt.retried",
        object_kind="poging",
        object_id=str(recorded.pk),
        object_text="werk",
        result="refused",
        refusal="Nee.",
        door="screen",
        at=now,
    )
    run()
    assert Attempt.objects.filter(pk__in=[decided.pk, taken_over.pk, recorded.pk]).count() == 3


def test_what_went_is_on_record_in_words() -> None:
    old_things(2)
    run()
    events = AuditEvent.objects.filter(action=ACTION).order_by("pk")
    assert sentence_of(events[0]) == "Het systeem ruimde 2 verlopen sessies op"
    assert [event.details for event in events] == [{"aantal": 2}] * 3
    run()
    assert events.count() == 3  # nothing went, so nothing is told


def test_a_person_reads_how_many_of_what_and_after_how_long() -> None:
    old_things(1)
    out = StringIO()
    call_command("clean_up", "--dry-run", stdout=out)
    assert "- 1 verlopen sessie (meteen, 0.1 kB tekst)" in out.getvalue()
    assert "- 1 overgedane poging (na 90 dagen)" in out.getvalue()
    assert "Er is niets verwijderd." in out.getvalue()


def test_a_run_that_breaks_off_recorded_what_went_and_the_next_does_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    old_things(5)
    monkeypatch.setattr(cleaning, "BATCH", 2)
    batches = cleaning._batches(KINDS[0], timezone.now())  # where a kill would fall
    assert next(batches) == 2
    batches.close()  # type: ignore[attr-defined]  # it is a generator
    assert (Session.objects.count(), AuditEvent.objects.filter(action=ACTION).count()) == (3, 1)
    assert run()["rows"]["sessions"] == 3


def test_a_batch_that_cannot_be_recorded_does_not_go(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_said: Any) -> None:
        raise RuntimeError

    old_things(1)
    monkeypatch.setattr(cleaning, "record", fails)
    with pytest.raises(RuntimeError):
        cleaning.clean_up(at=timezone.now())
    assert Session.objects.count() == 1


def test_more_rows_cost_more_batches_and_no_larger_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    old_things(7)
    monkeypatch.setattr(cleaning, "BATCH", 3)
    assert run()["rows"] == {"sessions": 7, "attempts": 7, "sizes": 7, "leftovers": 0}
    told = AuditEvent.objects.filter(action=ACTION, object_id="sessions").order_by("pk")
    assert [event.details["aantal"] for event in told] == [3, 3, 1]


def test_a_published_release_is_whole_after_it() -> None:
    published(by=person("publicist"))
    before = Release.objects.count()
    attempt("x", 1, days=900)
    attempt("x", 2, days=900)
    run()
    assert Release.objects.count() == before
    call_command("verify_store", stdout=StringIO())


def test_what_a_killed_writer_left_goes_after_a_day_and_verification_names_it_until_then(release_store: Path) -> None:
    killed, busy = release_store / "public/packs/.staged-killed", release_store / ".staged-busy"
    for path in (killed, busy):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a whole pack")
    a_day_ago = time.time() - 86_500
    os.utime(killed, (a_day_ago, a_day_ago))
    with pytest.raises(CommandError, match=r"\.staged-killed: is half geschreven en bleef liggen"):
        call_command("verify_store", stdout=StringIO())
    assert (run("--dry-run")["rows"]["leftovers"], run()["rows"]["leftovers"]) == (1, 1)
    assert (killed.exists(), busy.exists()) == (False, True)
    assert "1 achtergebleven bestand op" in sentence_of(AuditEvent.objects.get(action=ACTION))
    call_command("verify_store", stdout=StringIO())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("committed")
def test_two_at_once_share_the_work_and_count_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "BATCH", 2)
    for one in range(40):
        session(f"oud{one:05}", ends=timezone.now() - timedelta(minutes=1))
    start, counted = Barrier(2), []

    def take() -> None:
        start.wait()
        counted.append(cleaning.clean_up(at=timezone.now())[0].number)
        connections.close_all()

    both = [Thread(target=take) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sum(counted) == 40
    assert sum(event.details["aantal"] for event in AuditEvent.objects.filter(action=ACTION)) == 40


def test_it_is_done_every_day_and_every_kind_has_its_days_and_its_reason() -> None:
    entry = django_settings.CELERY_BEAT_SCHEDULE["clean up"]
    assert (entry["task"], entry["schedule"]) == (task.name, 86400.0)
    assert {kind.name for kind in (*KINDS, LEFT_BEHIND)} == set(django_settings.RETENTION_DAYS)
    told = (django_settings.BASE_DIR / "docs" / "deploy.md").read_text()
    assert all(f"| {kind.more} |" in told for kind in (*KINDS, LEFT_BEHIND))
    old_things(1)
    assert task() == 3
