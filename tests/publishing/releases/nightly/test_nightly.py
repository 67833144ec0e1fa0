"""Every night somebody looks, and what is found is seen by a person."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.attempts.attempting import attempt_work
from publishing.attempts.models import Attempt, State
from publishing.attempts.sweeping import due_subjects
from publishing.attempts.watching import troubles
from publishing.attempts.works import WORKS
from publishing.releases.alarms import see_alarm
from publishing.releases.models import Alarm, Release
from publishing.releases.nightly import verifying
from publishing.releases.nightly.verifying import verify_nightly
from publishing.releases.nightly.work import VERIFY
from publishing.releases.ticking import tick
from publishing.releases.verify import verify_store
from publishing.store.layout import public_pack
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import published
from tests.publishing.releases.screens.pages import browser, text_of

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)  # three o'clock in Amsterdam


@pytest.fixture
def release(publicist: User) -> Release:
    content.definition()
    return published(by=publicist)


@pytest.fixture
def broken(release: Release, release_store: Path) -> str:
    """The key of a pack that is gone."""
    key = public_pack(release.digest)
    (release_store / key).unlink()
    return key


def verified(at: datetime) -> bool:
    (night,) = due_subjects(VERIFY, at=at)
    return attempt_work(work=VERIFY, subject=night, clock=lambda: at)


def test_it_is_due_once_a_night_from_three_o_clock(release: Release) -> None:
    assert WORKS["verify"] is VERIFY  # so the sweep of beat, and tick, hand it out
    assert due_subjects(VERIFY, at=NIGHT - timedelta(minutes=1)) == ["2026-11-02"]
    assert verified(NIGHT)
    assert due_subjects(VERIFY, at=NIGHT + timedelta(hours=23)) == []
    assert due_subjects(VERIFY, at=NIGHT + timedelta(hours=24)) == ["2026-11-04"]


def test_it_is_not_due_before_anything_went_out(db: None) -> None:
    assert due_subjects(VERIFY, at=NIGHT) == []
    assert list(troubles(at=NIGHT)) == []


def test_nothing_wrong_raises_nothing(release: Release) -> None:
    assert verified(NIGHT)
    assert not Alarm.objects.exists()
    assert Attempt.objects.get(kind="verify").state == State.DONE


def test_what_it_finds_is_an_alarm_that_names_it_and_nothing_is_repaired(broken: str) -> None:
    assert verified(NIGHT)
    said = Alarm.objects.standing().get().message
    assert said.startswith("De nachtelijke controle vond 1 verschil. Er is niets hersteld.")
    assert f"{broken}: het bestand ontbreekt in de opslag" in said
    assert [one.where for one in verify_store()] == [broken]


def test_the_alarm_is_above_every_page_and_in_the_health_check(broken: str) -> None:
    assert verified(NIGHT)
    assert Client().get("/gezondheid").status_code == 503
    karin = browser(person("karin", Role.PUBLISHER))
    for page in ("/admin/", "/admin/uitgaven/", "/admin/mededelingen/"):
        assert "De nachtelijke controle vond 1 verschil" in text_of(karin, page)


def test_the_same_again_is_the_same_alarm_while_it_stands_and_a_new_one_after_that(broken: str) -> None:
    verify_nightly(at=NIGHT)
    verify_nightly(at=NIGHT + timedelta(days=1))
    assert Alarm.objects.count() == 1
    see_alarm(alarm=Alarm.objects.get(), by=person("karin"), at=NIGHT)
    verify_nightly(at=NIGHT + timedelta(days=2))
    assert Alarm.objects.standing().count() == 1


def test_other_findings_are_another_alarm(broken: str, release_store: Path) -> None:
    verify_nightly(at=NIGHT)
    for number in range(30):
        (release_store / f"los-{number}").write_bytes(b"x")
    verify_nightly(at=NIGHT)
    assert "vond 31 verschillen" in Alarm.objects.latest("pk").message
    assert "en nog 11. Zie `manage.py verify_store`." in Alarm.objects.latest("pk").message


def test_what_was_only_there_while_somebody_published_is_no_alarm(
    release: Release, monkeypatch: pytest.MonkeyPatch, release_store: Path
) -> None:
    (release_store / "los").write_bytes(b"x")
    first = verify_store()
    (release_store / "los").unlink()
    looks = iter([first, []])
    monkeypatch.setattr(verifying, "verify_store", lambda: next(looks))
    assert verify_nightly(at=NIGHT) == []
    assert not Alarm.objects.exists()


def test_nobody_who_looks_for_36_hours_is_told_and_is_an_alarm(release: Release) -> None:
    late = NIGHT + timedelta(days=2)
    missed = "De nachtelijke controle van de opslag is langer dan 36 uur niet gedaan. Draait er een worker?"
    assert list(troubles(at=late)) == [missed]
    assert missed in [alarm.message for alarm in tick(at=late)]
    assert verified(late)
    assert list(troubles(at=late)) == []


def test_a_store_that_does_not_answer_is_tried_again(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> None:
        raise OSError("De opslag antwoordt niet.")

    monkeypatch.setattr(verifying, "verify_store", unreachable)
    assert not verified(NIGHT)
    attempt = Attempt.objects.get(kind="verify")
    assert (attempt.state, attempt.error) == (State.FAILED, "De opslag antwoordt niet.")
    assert due_subjects(VERIFY, at=NIGHT + timedelta(minutes=1)) == ["2026-11-03"]
