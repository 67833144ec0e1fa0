"""The pause switch: nothing new begins, what runs finishes, and who turned it stays on record."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cms.accounts.models import User
from publishing.attempts.attempting import attempt_work, attempting
from publishing.attempts.begin import begin
from publishing.attempts.errors import AttemptError, PausedError
from publishing.attempts.models import Attempt, PauseChange, State
from publishing.attempts.pausing import current_pause, pause_work, resume_work
from publishing.attempts.sweeping import due_subjects
from publishing.attempts.works import Work
from tests.factories.people import person
from tests.publishing.attempts.conftest import AT, Clock, Yard

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> User:
    return person("karin")


def test_nothing_begins_while_paused_and_everything_after(work: Work, yard: Yard, clock: Clock, karin: User) -> None:
    yard.left = ["stoep"]
    pause_work(reason="De opslag verhuist.", by=karin, at=AT)
    with pytest.raises(PausedError, match=r"karin heeft het werk gepauzeerd op 02-11-2026 10:00: De opslag verhuist\."):
        begin(work=work, subject="stoep", worker="een", clock=clock, asked=True)
    assert due_subjects(work, at=AT) == []
    assert not attempt_work(work=work, subject="stoep", clock=clock)
    assert not Attempt.objects.exists()

    resume_work(reason="Klaar.", by=karin, at=AT)
    assert due_subjects(work, at=AT) == ["stoep"]
    assert attempt_work(work=work, subject="stoep", clock=clock)


def test_what_runs_when_the_switch_is_turned_finishes(work: Work, clock: Clock, karin: User) -> None:
    with attempting(work=work, subject="stoep", clock=clock) as held:
        pause_work(reason="Wacht even.", by=karin, at=AT)
        with transaction.atomic():
            held.check(clock())
    assert Attempt.objects.get().state == State.DONE


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_the_switch_stays_as_it_is(reason: str, karin: User) -> None:
    with pytest.raises(AttemptError, match="reden"):
        pause_work(reason=reason, by=karin, at=AT)
    assert current_pause() is None
    with pytest.raises(IntegrityError), transaction.atomic():
        PauseChange.objects.create(is_paused=True, reason="", by=karin, at=AT)


def test_the_switch_is_not_turned_to_where_it_is(karin: User) -> None:
    with pytest.raises(AttemptError, match="niet gepauzeerd"):
        resume_work(reason="Verder.", by=karin, at=AT)
    pause_work(reason="Wacht.", by=karin, at=AT)
    with pytest.raises(PausedError, match="karin"):
        pause_work(reason="Wacht nog eens.", by=karin, at=AT)
    assert PauseChange.objects.count() == 1


def test_who_turned_the_switch_is_never_changed_or_deleted(karin: User) -> None:
    pause = pause_work(reason="Wacht.", by=karin, at=AT)
    pause.reason = "Een ander verhaal."
    for change in (pause.save, pause.delete):
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            change()
