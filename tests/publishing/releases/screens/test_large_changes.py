"""A comparison that takes long: a worker makes it, while the page says what it waits for and since when."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from cms.accounts.roles import Role
from publishing.attempts import tasks
from publishing.attempts.attempting import attempt_work
from publishing.attempts.begin import begin
from publishing.attempts.progress import NOBODY
from publishing.attempts.sweeping import due_subjects
from publishing.releases.channels import live_channel
from publishing.releases.comparing import records
from publishing.releases.comparing.records import comparison_of
from publishing.releases.comparing.work import COMPARE, subject_of
from tests.factories.people import person
from tests.publishing.releases.comparing.stories import last_year, this_year
from tests.publishing.releases.screens.test_changes import address, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("lezer", Role.READER))
    return client


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr(records, "SMALL", 0)
    monkeypatch.setattr(tasks, "hand_out", lambda kind, subject: asked.append(subject))
    cache.clear()
    return asked


def test_the_page_waits_and_then_shows_it(reader: Client, asked: list[Any]) -> None:
    old, new = last_year(), this_year()
    told = page(reader, new, met=old.digest)
    assert f"De vergelijking met uitgave {old.number} wacht op een achtergrondtaak, sinds" in told
    assert asked == [subject_of(old, new)]
    status = address(new, "comparing", met=old.digest)
    assert status in told
    assert reader.get(status).json()["stage"] == "waiting..False"
    held = begin(work=COMPARE, subject=subject_of(old, new), worker="werker-1:42", clock=timezone.now)
    assert "wordt berekend, sinds" in page(reader, new, met=old.digest)
    assert reader.get(status).json()["stage"] == "busy..False"
    held.finish()
    comparison_of(old=old, new=new)
    assert reader.get(status).json()["stage"] == "ready"
    assert "Alle wijzigingen" in page(reader, new, met=old.digest)
    assert len(asked) == 2


def test_when_no_worker_runs_the_page_says_so_and_since_when_it_waits(reader: Client) -> None:
    new = this_year()
    with time_machine.travel("2026-11-20 09:00:00+01:00", tick=False):
        assert NOBODY not in page(reader, new)
    with time_machine.travel("2026-11-20 09:01:00+01:00", tick=False):
        told = page(reader, new)
    assert "sinds 20 november 2026 09:00:00" in told
    assert NOBODY in told


def test_a_comparison_that_broke_says_why(reader: Client) -> None:
    old, new = last_year(), this_year()
    held = begin(work=COMPARE, subject=subject_of(old, new), worker="werker-1:42", clock=timezone.now)
    held.fail("Van dit document is de inhoud weg.", permanent=True)
    assert "Het vergelijken is afgebroken. Van dit document is de inhoud weg." in page(reader, new, met=old.digest)


def test_the_sweep_compares_each_candidate_with_what_is_live(reader: Client) -> None:
    new = this_year()
    assert due_subjects(COMPARE, at=timezone.now()) == [subject_of(live_channel().current, new)]
    attempt_work(work=COMPARE, subject=subject_of(live_channel().current, new), clock=timezone.now)
    assert due_subjects(COMPARE, at=timezone.now()) == []
    assert "Alle wijzigingen" in page(reader, new)


def test_a_file_is_asked_for_again(reader: Client) -> None:
    old, new = last_year(), this_year()
    answer = reader.get(address(new, "changes_json", met=old.digest), follow=True)
    assert "De vergelijking wordt nog berekend." in answer.content.decode()
    assert answer.redirect_chain == [(address(new, met=old.digest), 302)]
    assert reader.get(address(new, "changes_json"))["Location"] == address(new)


def test_a_queue_that_is_down_keeps_nobody_from_the_page(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks, "hand_out", fail)
    assert "wacht op een achtergrondtaak" in page(reader, this_year())


def test_the_page_is_shown_anew_when_what_it_waits_for_is_not_there(reader: Client) -> None:
    assert reader.get(address(this_year(), "comparing", met="f" * 64)).json()["stage"] == "ready"
