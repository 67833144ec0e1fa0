"""Two workers behind a barrier, on connections of their own."""

import threading

import pytest
from django.db import connection, transaction

from publishing.attempts.begin import begin
from publishing.attempts.errors import BusyError, LostLeaseError
from publishing.attempts.held import Held
from publishing.attempts.models import Attempt, State
from publishing.attempts.works import Work
from tests.publishing.attempts.conftest import Clock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


def at_once(work: Work, clock: Clock, subject: str) -> list[str]:
    """Let two begin at the same moment; return what came of each."""
    barrier, came = threading.Barrier(2), []

    def run(name: str) -> None:
        barrier.wait()
        try:
            begin(work=work, subject=subject, worker=name, clock=clock)
            came.append("began")
        except BusyError as error:
            came.append(f"busy: {error.attempt.state}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(name,)) for name in ("een", "twee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


@pytest.mark.usefixtures("committed")
def test_of_two_who_begin_at_once_one_holds_it_and_the_other_is_told(work: Work, clock: Clock) -> None:
    for number in range(ROUNDS):
        assert at_once(work, clock, f"stoep {number}") == ["began", "busy: running"]
    assert Attempt.objects.count() == ROUNDS


@pytest.mark.usefixtures("committed")
def test_of_two_who_take_over_at_once_one_does(work: Work, clock: Clock) -> None:
    for number in range(ROUNDS):
        begin(work=work, subject=f"stoep {number}", worker="oud", clock=clock)
    clock.forward(minutes=11)
    for number in range(ROUNDS):
        assert at_once(work, clock, f"stoep {number}") == ["began", "busy: running"]
    assert Attempt.objects.filter(state=State.LOST).count() == ROUNDS


@pytest.mark.usefixtures("committed")
def test_who_writes_cannot_be_taken_over_until_the_transaction_ends(work: Work, clock: Clock) -> None:
    old = begin(work=work, subject="stoep", worker="oud", clock=clock)
    clock.forward(minutes=11)
    came: list[str] = []

    def take_over() -> None:
        try:
            begin(work=work, subject="stoep", worker="nieuw", clock=clock)
        except BusyError:
            came.append("busy")
        finally:
            connection.close()

    other = threading.Thread(target=take_over)
    with transaction.atomic():
        old.check(clock())
        other.start()
        _wait_until_someone_waits_for_a_lock()
        assert came == []
    other.join()
    assert came == ["busy"]  # the sign of life that came with the check counts


@pytest.mark.usefixtures("committed")
def test_an_old_worker_finds_the_takeover_that_was_committed_meanwhile(work: Work, clock: Clock) -> None:
    old = begin(work=work, subject="stoep", worker="oud", clock=clock)
    clock.forward(minutes=11)
    new: list[Held] = []

    def take_over() -> None:
        new.append(begin(work=work, subject="stoep", worker="nieuw", clock=clock))
        connection.close()

    def wake() -> None:
        with transaction.atomic():
            thread = threading.Thread(target=take_over)
            thread.start()
            thread.join()
            old.check(clock())

    with pytest.raises(LostLeaseError):
        wake()
    assert new[0].token == old.token + 1


def _wait_until_someone_waits_for_a_lock() -> None:
    waiting = 0
    while not waiting:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            ((waiting,),) = cursor.fetchall()
