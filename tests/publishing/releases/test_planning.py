"""A release goes out at the agreed minute, or people hear why not."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.attempts.pausing import pause_work, resume_work
from publishing.releases import planning as service
from publishing.releases.alarms import mail_alarms, see_alarm
from publishing.releases.approving import take_back_approval
from publishing.releases.errors import RefusedError
from publishing.releases.models import Alarm, Planning, Publication, Release
from publishing.releases.planning import cancel_planning, plan_publication, publish_due
from publishing.releases.publish import publish_release
from publishing.releases.ticking import tick
from publishing.store.base import StoreError
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, approvers, candidate

pytestmark = pytest.mark.django_db

DUE = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def karin() -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def release() -> Release:
    content.definition()
    return candidate()


@pytest.fixture
def planned(release: Release, karin: User) -> Planning:
    return plan_publication(release=release, due=DUE, by=karin, at=AT)


def is_out() -> bool:
    return Publication.objects.exists()


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def publish(**_: Any) -> None:
        raise error

    monkeypatch.setattr(service, "publish_release", publish)


def test_it_goes_out_at_its_minute_and_not_before(planned: Planning) -> None:
    assert tick(at=DUE - MINUTE) == []
    assert not is_out()
    assert tick(at=DUE) == []
    assert is_out()
    planned.refresh_from_db()
    assert (planned.outcome, planned.ended_at) == ("published", DUE)
    assert Publication.objects.get().published_by == planned.planned_by


def test_what_takes_time_was_done_before_the_minute(planned: Planning, release: Release) -> None:
    publish_due(at=DUE - timedelta(hours=2))
    assert not release.preparations.exists()
    publish_due(at=DUE - MINUTE)
    publish_due(at=DUE - MINUTE / 2)
    assert release.preparations.count() == 1


def test_looking_twice_publishes_once(planned: Planning) -> None:
    for later in (0, 1, 2):
        tick(at=DUE + later * MINUTE)
    assert Publication.objects.count() == 1
    assert not Alarm.objects.exists()


def test_a_worker_that_died_after_publishing_leaves_nothing_to_do(planned: Planning, karin: User) -> None:
    publish_release(number="2026.1", by=karin, at=DUE)
    assert tick(at=DUE + MINUTE) == []
    planned.refresh_from_db()
    assert planned.outcome == "published"


def test_editing_meanwhile_changes_nothing_of_what_goes_out(planned: Planning, release: Release) -> None:
    Definition.objects.update(body="<p>Volgend jaar.</p>")
    tick(at=DUE)
    assert Publication.objects.get().release == release


class TestWhatIsNoLongerRight:
    """Nothing goes out, and people hear it."""

    def refused(self, planned: Planning, message: str) -> None:
        (alarm,) = tick(at=DUE)
        assert not is_out()
        planned.refresh_from_db()
        assert (planned.outcome, message in planned.why) == ("refused", True)
        assert "Uitgave 2026.1 is niet gepubliceerd op 03-11-2026 om 09:00" in alarm.message
        assert message in alarm.message
        assert tick(at=DUE + MINUTE) == [alarm]

    def test_an_approval_that_was_taken_back(self, planned: Planning, release: Release) -> None:
        take_back_approval(release=release, by=approvers()[0], at=AT, reason="Stap 2 klopt niet.")
        self.refused(planned, "Nog nodig: de goedkeuring van een beoordelaar.")

    def test_a_candidate_that_was_frozen_anew(self, planned: Planning) -> None:
        Definition.objects.update(body="<p>Nieuwer.</p>")
        candidate()
        self.refused(planned, "vervangen door een nieuwere")

    def test_bytes_that_were_tampered_with(self, planned: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("publishing.releases.reading.digest", lambda data: "0" * 64)
        self.refused(planned, "klopt niet")

    def test_what_is_wrong_shows_half_an_hour_before(self, planned: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("publishing.releases.reading.digest", lambda data: "0" * 64)
        (alarm,) = tick(at=DUE - 20 * MINUTE)
        assert "kan zo niet gepubliceerd worden" in alarm.message
        assert planned in Planning.objects.waiting()


@pytest.mark.parametrize("error", [StoreError("de opslag is weg"), OperationalError("locked"), OSError("vol")])
def test_what_does_not_answer_is_asked_again_and_too_late_is_an_alarm(
    planned: Planning, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    with monkeypatch.context() as away:
        fail(away, error)
        assert tick(at=DUE) == []
        (alarm,) = tick(at=DUE + 3 * MINUTE)
        assert "had live moeten zijn" in alarm.message
        assert str(error) in alarm.message
    tick(at=DUE + 4 * MINUTE)
    assert is_out()


class TestWhenNobodyLooks:
    """No worker and no beat."""

    def test_the_health_check_is_red_by_itself(self, release: Release, karin: User) -> None:
        now = datetime.now(tz=UTC)
        assert Client().get("/gezondheid").json() == {"status": "goed", "meldingen": []}
        Planning.objects.create(release=release, due=now - 3 * MINUTE, planned_by=karin, planned_at=now)
        answer = Client().get("/gezondheid")
        assert (answer.status_code, answer.json()["meldingen"]) == (503, ["Een geplande publicatie is te laat."])

    def test_a_timer_of_the_system_publishes_and_says_what_stands(self, release: Release, karin: User) -> None:
        now = datetime.now(tz=UTC)
        assert self.ticked() == (0, "")
        Planning.objects.create(release=release, due=now - MINUTE, planned_by=karin, planned_at=now)
        assert self.ticked() == (0, "")
        assert is_out()
        Alarm.objects.create(subject="x", message="Er is iets.", raised_at=now)
        assert self.ticked() == (1, "Alarm: Er is iets.\n")

    def ticked(self) -> tuple[int, str]:
        errors, code = StringIO(), 0
        try:
            call_command("tick", stdout=StringIO(), stderr=errors)
        except SystemExit as ended:
            code = int(str(ended.code))
        return code, errors.getvalue()


class TestAlarms:
    """They stand until somebody saw them."""

    @pytest.fixture
    def alarm(self) -> Alarm:
        return Alarm.objects.create(subject="x", message="Er is iets.", raised_at=AT)

    def test_the_publicists_are_mailed_once(self, alarm: Alarm, karin: User) -> None:
        person("sanne", Role.EDITOR)
        mail_alarms(at=AT)
        mail_alarms(at=AT)
        (sent,) = mail.outbox
        assert (sent.to, sent.body) == (["karin@voorbeeld.example"], "Er is iets.")

    def test_a_mail_that_could_not_be_sent_is_sent_later(
        self, alarm: Alarm, karin: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: Any) -> None:
            raise OSError("geen verbinding")

        with monkeypatch.context() as down:
            down.setattr("publishing.releases.alarms.send_mail", away)
            assert mail_alarms(at=AT) == 0
        assert mail_alarms(at=AT) == 1

    def test_who_saw_it_stands_beside_it(self, alarm: Alarm, karin: User) -> None:
        see_alarm(alarm=alarm, by=karin, at=AT)
        see_alarm(alarm=alarm, by=person("pim"), at=AT)
        alarm.refresh_from_db()
        assert alarm.seen_by == karin
        assert Client().get("/gezondheid").status_code == 200


class TestPlanning:
    """What can be planned, and taken back."""

    def test_a_moment_that_is_over(self, release: Release, karin: User) -> None:
        with pytest.raises(RefusedError, match="02-11-2026 om 10:00 is al voorbij"):
            plan_publication(release=release, due=AT, by=karin, at=AT)

    def test_what_is_not_approved(self, release: Release, karin: User) -> None:
        take_back_approval(release=release, by=approvers()[1], at=AT, reason="Nee.")
        with pytest.raises(RefusedError, match="Nog nodig: de goedkeuring van een publicist"):
            plan_publication(release=release, due=DUE, by=karin, at=AT)

    def test_a_candidate_that_was_replaced(self, release: Release, karin: User) -> None:
        content.step()
        candidate()
        with pytest.raises(RefusedError, match="vervangen"):
            plan_publication(release=release, due=DUE, by=karin, at=AT)

    def test_two_at_a_time(self, planned: Planning, karin: User) -> None:
        with pytest.raises(RefusedError, match="al een publicatie gepland"):
            plan_publication(release=planned.release, due=DUE, by=karin, at=AT)

    def test_taken_back_with_a_reason(self, planned: Planning, karin: User) -> None:
        with pytest.raises(RefusedError, match="Zeg waarom"):
            cancel_planning(planning=planned, reason=" ", by=karin, at=AT)
        cancel_planning(planning=planned, reason="Toch een week later.", by=karin, at=AT)
        tick(at=DUE)
        assert not is_out()
        with pytest.raises(RefusedError, match="al voorbij"):
            cancel_planning(planning=planned, reason="Nog eens.", by=karin, at=AT)

    def test_an_end_without_saying_why_is_refused_by_the_database(self, planned: Planning) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Planning.objects.update(outcome="cancelled", ended_at=AT)


def test_while_the_work_is_paused_nothing_goes_out_and_people_hear_that_it_is_late(
    planned: Planning, karin: User
) -> None:
    pause_work(reason="De opslag verhuist.", by=karin, at=AT)
    tick(at=DUE + 3 * MINUTE)
    assert not is_out()
    assert "Het werk is gepauzeerd." in Alarm.objects.get().message
    resume_work(reason="Verhuisd.", by=karin, at=DUE + 4 * MINUTE)
    tick(at=DUE + 4 * MINUTE)
    assert is_out()


def test_what_somebody_planned_who_may_no_longer_publish_does_not_go_out_and_says_so(
    planned: Planning, karin: User
) -> None:
    karin.groups.clear()

    publish_due(at=DUE)

    assert not is_out()
    planned.refresh_from_db()
    assert planned.outcome == Planning.Outcome.REFUSED
    assert "karin mag geen uitgaven publiceren" in Alarm.objects.get().message
