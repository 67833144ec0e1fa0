"""What was left is found again, whatever became of the message about it."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError

from publishing.attempts import tasks
from publishing.attempts.begin import begin
from publishing.attempts.errors import AttemptError, WorkError
from publishing.attempts.models import Attempt, State
from publishing.attempts.pausing import pause_work
from publishing.attempts.retrying import ask_again
from publishing.attempts.sweeping import do_all, due_subjects, sweep
from publishing.attempts.watching import WATCHES, named, register_watch, troubles
from publishing.attempts.works import Work, register_work
from publishing.releases.alarms import see_alarm
from publishing.releases.models import Alarm
from tests.factories.people import person
from tests.publishing.attempts.conftest import AT, Clock, Yard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_watches() -> Iterator[None]:
    """Watches of the project are away for a test; those of the test are away after it."""
    kept = dict(WATCHES)
    WATCHES.clear()
    yield
    WATCHES.clear()
    WATCHES.update(kept)


def tick() -> tuple[int, str]:
    """Return the exit code and all that was said."""
    out, code = StringIO(), 0
    try:
        call_command("tick", stdout=out, stderr=out)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, out.getvalue()


def test_work_of_which_the_message_was_lost_is_due(work: Work, yard: Yard, clock: Clock) -> None:
    yard.left = ["stoep", "gang"]
    assert due_subjects(work, at=AT) == ["stoep", "gang"]
    assert do_all(work, clock=clock) == 2
    assert due_subjects(work, at=AT) == []


def test_what_a_dead_worker_held_is_due_once_its_lease_has_passed(work: Work, clock: Clock) -> None:
    begin(work=work, subject="stoep", worker="een", clock=clock)
    assert due_subjects(work, at=clock()) == []
    clock.forward(minutes=10)
    assert due_subjects(work, at=clock()) == ["stoep"]
    assert do_all(work, clock=clock) == 1


def test_what_somebody_is_at_is_left_alone_though_it_waits(work: Work, yard: Yard, clock: Clock) -> None:
    yard.left = ["stoep"]
    begin(work=work, subject="stoep", worker="een", clock=clock)
    assert due_subjects(work, at=clock()) == []


def test_what_failed_is_due_when_its_time_comes_and_never_after_it_was_given_up(
    work: Work, yard: Yard, clock: Clock
) -> None:
    yard.left, yard.broken = ["stoep"], OSError("stuk")
    tried = 0
    for _ in range(400):
        tried += len(due_subjects(work, at=clock()))
        do_all(work, clock=clock)
        clock.forward(minutes=1)
    assert tried == len(work.pauses) + 1
    assert Attempt.objects.newest().get().state == State.GIVEN_UP


def test_a_person_has_what_was_given_up_tried_again_and_it_counts_from_one(
    work: Work, yard: Yard, clock: Clock
) -> None:
    yard.left, yard.broken = ["stoep"], WorkError("stuk", permanent=True)
    do_all(work, clock=clock)
    karin, attempt = person("karin"), Attempt.objects.get()
    with pytest.raises(AttemptError, match="reden"):
        ask_again(attempt=attempt, reason=" ", by=karin, at=AT)
    ask_again(attempt=attempt, reason="De bezem is gemaakt.", by=karin, at=AT)
    with pytest.raises(AttemptError, match="vroeg dit al"):
        ask_again(attempt=attempt, reason="Nog eens.", by=karin, at=AT)
    assert due_subjects(work, at=AT) == ["stoep"]
    yard.broken = None
    do_all(work, clock=clock)
    assert yard.swept == ["stoep"]
    assert list(Attempt.objects.values_list("state", "number")) == [(State.GIVEN_UP, 1), (State.DONE, 1)]
    with pytest.raises(AttemptError, match="intussen opnieuw gedaan"):
        ask_again(attempt=attempt, reason="Te laat.", by=karin, at=AT)


def test_the_task_does_one_piece_and_hands_out_what_waited_for_it(
    work: Work, yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_work(
        Work(
            kind=work.kind,
            label=work.label,
            steps=work.steps,
            run=yard.sweep,
            behind=lambda subject: ["gang"] if subject == "stoep" else [],
        )
    )
    assert tasks.do_work.delay(work.kind, "stoep").get()
    assert yard.swept == ["stoep", "gang"]


def test_the_sweep_hands_out_everything_that_is_due(work: Work, yard: Yard) -> None:
    yard.left = ["stoep", "gang"]
    assert tasks.sweep() == 2
    assert yard.swept == ["stoep", "gang"]
    assert tasks.sweep() == 0


def test_a_task_that_fails_hands_out_nothing(work: Work, yard: Yard) -> None:
    yard.broken = OSError("stuk")
    assert not tasks.do_work.delay(work.kind, "stoep").get()


def test_a_broker_that_is_away_costs_the_nudge_and_nothing_else(
    work: Work, yard: Yard, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise BrokerError("weg")

    monkeypatch.setattr(tasks.do_work, "apply_async", away)
    yard.left = ["stoep"]
    tasks.nudge(work.kind, "stoep")
    assert list(sweep(at=clock())) == [(work.kind, "stoep")]


def test_one_tick_does_what_was_left_without_celery(work: Work, yard: Yard) -> None:
    yard.left = ["stoep"]
    assert tick() == (0, "Gedaan: Vegen van, 1 keer.\nEr is niets te melden.\n")
    assert tick() == (0, "Er is niets te melden.\n")


def test_a_tick_names_what_is_wrong_and_ends_with_one(work: Work, yard: Yard) -> None:
    yard.left, yard.broken = ["stoep"], OSError("de bezem is stuk")
    register_watch("proef", lambda at: ["Er ligt blad."])
    assert tick() == (1, "Vegen van stoep: mislukt. de bezem is stuk\nEr ligt blad.\n")


def test_what_is_given_up_is_an_alarm_once_and_not_again_after_somebody_saw_it(work: Work, yard: Yard) -> None:
    yard.left, yard.broken = ["stoep"], WorkError("De bezem is weg.", permanent=True)
    assert "Alarm: Vegen van stoep: opgegeven. De bezem is weg. Zie Techniek." in tick()[1]
    tick()
    see_alarm(alarm=Alarm.objects.get(), by=person("karin"), at=AT)
    code, said = tick()
    assert (code, "Alarm:" in said, Alarm.objects.count()) == (1, False, 1)


def test_a_tick_while_paused_says_who_paused_and_begins_nothing(work: Work, yard: Yard) -> None:
    yard.left = ["stoep"]
    pause_work(reason="De opslag verhuist.", by=person("karin"), at=AT)
    assert "karin heeft het werk gepauzeerd" in tick()[1]
    assert yard.swept == []


def test_a_tick_without_a_database_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(**_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("publishing.releases.management.commands.tick.catch_up", gone)
    with pytest.raises(CommandError, match="De database werkt niet mee: connection refused"):
        tick()


def test_work_that_hangs_is_named_with_its_last_sign_of_life(work: Work, clock: Clock) -> None:
    begin(work=work, subject="stoep", worker="een", clock=clock)
    clock.forward(minutes=10)
    assert list(troubles(at=clock())) == ["Vegen van stoep: geen teken van leven sinds 02-11-2026 10:00."]


def test_work_of_an_unknown_kind_is_named_all_the_same(work: Work) -> None:
    assert named(Attempt(kind="oud", subject="stoep")) == "oud stoep"


def test_the_sweep_asks_what_time_it_is(work: Work, yard: Yard) -> None:
    yard.left = ["stoep"]
    with time_machine.travel(AT, tick=False):
        tasks.sweep()
    assert Attempt.objects.get().started_at == AT
