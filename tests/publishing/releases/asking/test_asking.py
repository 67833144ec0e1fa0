"""A freeze that somebody asked for is done by a worker, once per number, and ends with one outcome."""

from datetime import datetime, timedelta

import pytest

from cms.accounts.models import User
from publishing.attempts.attempting import attempt_work
from publishing.attempts.begin import begin
from publishing.attempts.models import Attempt, State
from publishing.attempts.steps import Step, told
from publishing.attempts.sweeping import due_subjects
from publishing.releases.asking.ask import ask_freeze
from publishing.releases.asking.makers import MAKERS, ROUND
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.asking.work import FREEZE
from publishing.releases.errors import RefusedError
from publishing.releases.models import DocumentBody, Freeze, Release
from publishing.releases.steps import FreezeStep
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, REFERENCE_DATE
from tests.factories.sealed import sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> User:
    return person("karin")


@pytest.fixture
def asked(karin: User) -> AskedFreeze:
    content.definition()
    return ask(karin)


def ask(by: User, *, at: datetime = AT) -> AskedFreeze:
    year = sealed(REFERENCE_DATE).year
    return ask_freeze(maker=ROUND, about=year, number="2026.1", by=by, at=at)[0]


def do(asked: AskedFreeze, *, at: datetime = AT) -> AskedFreeze:
    attempt_work(work=FREEZE, subject=str(asked.pk), clock=lambda: at)
    asked.refresh_from_db()
    return asked


def test_a_worker_makes_the_candidate_in_the_name_of_who_asked(asked: AskedFreeze, karin: User) -> None:
    release = do(asked).release
    assert release == Release.objects.candidate("2026.1")
    assert Freeze.objects.get().actor == karin
    assert due_subjects(FREEZE, at=AT) == []


def test_of_a_lost_message_the_sweep_finds_the_freeze(asked: AskedFreeze) -> None:
    assert due_subjects(FREEZE, at=AT) == [str(asked.pk)]


def test_who_asks_for_a_number_that_is_being_frozen_gets_that_one(asked: AskedFreeze) -> None:
    again, is_new = ask_freeze(maker=ROUND, about=asked.about, number="2026.1", by=person("pim"), at=AT)
    assert (again, is_new) == (asked, False)
    assert AskedFreeze.objects.count() == 1


def test_doing_it_twice_gives_one_freeze(asked: AskedFreeze) -> None:
    do(asked)
    do(asked)
    assert Freeze.objects.count() == 1


def test_what_cannot_be_frozen_ends_with_every_reason_and_is_not_tried_again(karin: User) -> None:
    content.definition()
    year = sealed(REFERENCE_DATE).year
    words = [content.definition(f"Woord {number}") for number in range(2)]
    for one in words:
        type(one).objects.filter(pk=one.pk).update(term="")
    asked = do(ask_freeze(maker=ROUND, about=year, number="2026.1", by=karin, at=AT)[0])
    assert asked.is_refused
    assert sorted(one["uid"] for one in asked.reasons) == sorted(str(one.uid) for one in words)
    assert Attempt.objects.get().state == State.DONE
    assert not Release.objects.exists()


def test_what_breaks_is_tried_again_and_once_given_up_makes_way_for_a_new_one(
    asked: AskedFreeze, karin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("De schijf is vol.")

    with monkeypatch.context() as broken:
        broken.setitem(MAKERS, ROUND, full)
        for hour in range(len(FREEZE.pauses) + 1):
            do(asked, at=AT + timedelta(hours=hour))
    assert asked.ended_at is None
    newer = ask(karin, at=AT + timedelta(days=1))
    asked.refresh_from_db()
    assert (asked.is_refused, asked.reasons) == (True, [{"text": "De schijf is vol."}])
    assert do(newer, at=AT + timedelta(days=1)).release is not None


@pytest.mark.parametrize("number", ["juli", "2026.0", ""])
def test_a_wrong_number_is_refused_at_once(karin: User, number: str) -> None:
    with pytest.raises(RefusedError):
        ask_freeze(maker=ROUND, about=2026, number=number, by=karin, at=AT)
    assert not AskedFreeze.objects.exists()


def test_a_worker_that_was_taken_over_while_reading_writes_nothing(asked: AskedFreeze) -> None:
    now = AT

    def sleep(step: Step) -> None:
        nonlocal now
        if step is FreezeStep.READ:
            now += timedelta(hours=1)
            begin(work=FREEZE, subject=str(asked.pk), worker="de volgende", clock=lambda: now)

    with told(sleep):
        assert not attempt_work(work=FREEZE, subject=str(asked.pk), clock=lambda: now)
    assert not DocumentBody.objects.exists()
    assert not Freeze.objects.exists()
