"""One worker at a time; what a dead one held is taken over; an old one that wakes writes nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from publishing.attempts import held as held_module
from publishing.attempts.attempting import UNEXPECTED, attempt_work, attempting
from publishing.attempts.begin import SILENT, begin
from publishing.attempts.errors import BusyError, LostLeaseError, NotNowError, WorkError
from publishing.attempts.held import Held, running_from
from publishing.attempts.models import Attempt, PauseChange, State
from publishing.attempts.steps import reach, told
from publishing.attempts.works import Work
from tests.factories.people import person
from tests.publishing.attempts.conftest import AT, Clock, SweepingStep, Yard

pytestmark = pytest.mark.django_db


def hold(work: Work, clock: Clock, *, worker: str = "een", asked: bool = False) -> Held:
    return begin(work=work, subject="stoep", worker=worker, clock=clock, asked=asked)


def states() -> list[str]:
    return list(Attempt.objects.order_by("token").values_list("state", flat=True))


def test_work_that_is_done_leaves_an_attempt_with_its_worker_steps_and_times(
    work: Work, yard: Yard, clock: Clock
) -> None:
    assert attempt_work(work=work, subject="stoep", clock=clock)
    attempt = Attempt.objects.get()
    assert yard.swept == ["stoep"]
    assert (attempt.state, attempt.step, attempt.token, attempt.number) == (State.DONE, "geveegd", 1, 1)
    assert (attempt.started_at, attempt.ended_at) == (AT, AT)
    assert attempt.worker


def test_who_comes_second_is_told_who_is_at_it_and_since_when(work: Work, clock: Clock) -> None:
    hold(work, clock, worker="bezem-1:42")
    clock.forward(minutes=9)
    with pytest.raises(BusyError, match=r"bezem-1:42 al mee bezig, sinds 02-11-2026 10:00") as busy:
        hold(work, clock, worker="twee")
    assert busy.value.attempt.worker == "bezem-1:42"
    assert states() == [State.RUNNING]


def test_a_person_who_asks_does_not_push_a_living_worker_aside(work: Work, clock: Clock) -> None:
    hold(work, clock)
    with pytest.raises(BusyError):
        hold(work, clock, asked=True)


def test_whose_lease_has_passed_is_taken_over_with_a_higher_token(work: Work, clock: Clock) -> None:
    old = hold(work, clock)
    clock.forward(minutes=10)
    new = hold(work, clock, worker="twee")
    assert (old.token, new.token, new.number) == (1, 2, 2)
    assert states() == [State.LOST, State.RUNNING]
    assert Attempt.objects.get(token=1).error == SILENT


def test_a_sign_of_life_or_a_step_keeps_the_lease(work: Work, clock: Clock) -> None:
    held = hold(work, clock)
    clock.forward(minutes=9)
    held.beat()
    clock.forward(minutes=9)
    with told(held.note):
        reach(SweepingStep.BEGUN)
    clock.forward(minutes=9)
    with pytest.raises(BusyError):
        hold(work, clock)
    assert Attempt.objects.get().step == "begonnen"


def test_who_begins_at_a_moment_keeps_the_lease_while_time_goes_on(
    work: Work, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = [0.0]
    monkeypatch.setattr(held_module, "time", SimpleNamespace(monotonic=lambda: 500.0 + passed[0]))
    held = begin(work=work, subject="stoep", worker="een", clock=running_from(AT))
    passed[0] = 9 * 60.0
    held.beat()
    clock.forward(minutes=18)
    with pytest.raises(BusyError):
        hold(work, clock, worker="twee")
    assert Attempt.objects.get().heartbeat_at == AT + timedelta(minutes=9)


def test_an_old_worker_that_wakes_after_the_takeover_writes_nothing(work: Work, clock: Clock) -> None:
    old = hold(work, clock)
    clock.forward(minutes=11)
    new = hold(work, clock, worker="twee")
    by = person()

    def write(held: Held) -> None:
        with transaction.atomic():
            held.check(clock())
            PauseChange.objects.create(is_paused=False, reason=f"door {held.token}", at=clock(), by=by)

    with pytest.raises(LostLeaseError, match="overgenomen"):
        write(old)
    assert not PauseChange.objects.exists()
    for sign in (old.beat, old.finish, lambda: old.fail("x"), lambda: old.note(SweepingStep.BEGUN)):
        with pytest.raises(LostLeaseError):
            sign()
    assert states() == [State.LOST, State.RUNNING]
    write(new)
    assert PauseChange.objects.get().reason == "door 2"


def test_a_worker_that_lost_its_lease_in_the_middle_stops_there_and_leaves_the_new_one_alone(
    work: Work, yard: Yard, clock: Clock
) -> None:
    def taken_over(_: object) -> None:
        if not yard.swept:
            yard.swept.append("wakker")
            clock.forward(minutes=11)
            hold(work, clock, worker="twee")

    with told(taken_over):
        assert not attempt_work(work=work, subject="stoep", clock=clock)
    assert yard.swept == ["wakker"]
    assert states() == [State.LOST, State.RUNNING]


def test_a_lease_that_passed_while_nobody_took_over_is_still_ours(work: Work, clock: Clock) -> None:
    held = hold(work, clock)
    clock.forward(hours=2)
    with transaction.atomic():
        held.check(clock())
    with pytest.raises(BusyError):
        hold(work, clock)


def test_the_database_refuses_a_second_live_attempt(work: Work, clock: Clock) -> None:
    hold(work, clock)
    attempt = Attempt.objects.get()
    attempt.pk, attempt.token = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)


def test_what_failed_is_tried_again_after_a_while_and_given_up_in_the_end(work: Work, yard: Yard, clock: Clock) -> None:
    yard.broken = OSError("de bezem is stuk")
    for pause in (1, 5):
        assert not attempt_work(work=work, subject="stoep", clock=clock)
        with pytest.raises(NotNowError, match="de bezem is stuk"):
            hold(work, clock)
        clock.forward(minutes=pause)
    assert not attempt_work(work=work, subject="stoep", clock=clock)
    clock.forward(days=30)
    with pytest.raises(NotNowError, match="de bezem is stuk"):
        hold(work, clock)
    assert states() == [State.FAILED, State.FAILED, State.GIVEN_UP]
    assert [one.number for one in Attempt.objects.all()] == [1, 2, 3]


def test_a_person_who_asks_begins_anew_whatever_failed_before(work: Work, yard: Yard, clock: Clock) -> None:
    yard.broken = WorkError("kan nooit", permanent=True)
    attempt_work(work=work, subject="stoep", clock=clock)
    held = hold(work, clock, asked=True)
    assert (held.number, held.token) == (1, 2)


def test_what_can_never_work_is_given_up_at_once(work: Work, yard: Yard, clock: Clock) -> None:
    yard.broken = WorkError("Er is geen stoep.", detail="404", permanent=True)
    attempt_work(work=work, subject="stoep", clock=clock)
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.error, attempt.detail) == (State.GIVEN_UP, "Er is geen stoep.", "404")


def test_a_fault_that_nobody_foresaw_is_told_in_plain_words_with_the_trace_apart(
    work: Work, yard: Yard, clock: Clock
) -> None:
    yard.broken = ZeroDivisionError("division by zero")
    assert not attempt_work(work=work, subject="stoep", clock=clock)
    attempt = Attempt.objects.get()
    assert attempt.error == UNEXPECTED
    assert "ZeroDivisionError: division by zero" in attempt.detail


def test_work_that_every_worker_dies_on_is_given_up(work: Work, clock: Clock) -> None:
    for _ in range(len(work.pauses) + 1):
        hold(work, clock)
        clock.forward(minutes=11)
    with pytest.raises(NotNowError, match="3 keer begonnen en elke keer afgebroken"):
        hold(work, clock)
    assert states() == [State.LOST, State.LOST, State.GIVEN_UP]


def test_after_it_went_well_counting_begins_at_one_and_the_token_goes_on(work: Work, yard: Yard, clock: Clock) -> None:
    yard.broken = OSError("stuk")
    attempt_work(work=work, subject="stoep", clock=clock)
    clock.forward(minutes=1)
    yard.broken = None
    attempt_work(work=work, subject="stoep", clock=clock)
    held = hold(work, clock)
    assert (held.token, held.number) == (3, 1)


def test_what_goes_wrong_within_reaches_the_caller_and_is_written_down(work: Work, clock: Clock) -> None:
    with pytest.raises(KeyError), attempting(work=work, subject="stoep", clock=clock):
        raise KeyError("x")
    assert states() == [State.FAILED]


def test_attempts_at_other_things_do_not_hinder_each_other(work: Work, clock: Clock) -> None:
    hold(work, clock)
    begin(work=work, subject="gang", worker="twee", clock=clock)
    assert states() == [State.RUNNING, State.RUNNING]
