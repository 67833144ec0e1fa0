"""The page that follows a freeze."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.attempts.begin import begin
from publishing.attempts.pausing import pause_work
from publishing.attempts.progress import NOBODY, SILENT
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.asking.work import FREEZE as WORK
from publishing.releases.models import Release
from publishing.releases.steps import FreezeStep
from publishing.rounds.models import RoundItem
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import REFERENCE_DATE
from tests.factories.sealed import sealed
from tests.publishing.releases.screens.pages import FREEZE, LIST, at, browser, said, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> User:
    return person("karin", Role.PUBLISHER)


def press(karin: User) -> str:
    """Press *Bevries* and return the page that follows; nothing is handed out before the request has ended."""
    made = sealed(REFERENCE_DATE)
    address: str = browser(karin).post(FREEZE, {"round": made.pk, "number": "2026.1"})["Location"]
    return address


def stage(karin: User, page: str) -> str:
    mark: str = browser(karin).get(page + "stand/").json()["stage"]
    return mark


def test_the_press_answers_at_once_and_the_page_says_since_when_it_waits(karin: User) -> None:
    content.definition()
    page = press(karin)
    assert not Release.objects.exists()
    assert "Wacht sinds" in text_of(browser(karin), page)
    assert "Wordt bevroren" in text_of(browser(karin), LIST)
    assert stage(karin, page) == "waiting..False"


def test_when_no_worker_begins_the_page_says_so(karin: User) -> None:
    content.definition()
    page = press(karin)
    AskedFreeze.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    assert NOBODY in text_of(browser(karin), page)


def test_when_who_began_gives_no_sign_of_life_the_page_says_so(karin: User) -> None:
    content.definition()
    page, began = press(karin), timezone.now() - timedelta(days=1)
    begin(work=WORK, subject=str(AskedFreeze.objects.get().pk), worker="werker-1:42", clock=lambda: began)
    shown = text_of(browser(karin), page)
    assert SILENT in shown
    assert NOBODY not in shown
    assert stage(karin, page) == "waiting..True"
    pause_work(by=karin, reason="De server wordt verplaatst.", at=timezone.now())
    shown = text_of(browser(karin), page)
    assert "karin heeft het werk gepauzeerd: De server wordt verplaatst." in shown
    assert SILENT not in shown


def test_while_a_worker_is_at_it_the_page_names_the_step(karin: User) -> None:
    content.definition()
    page = press(karin)
    held = begin(work=WORK, subject=str(AskedFreeze.objects.get().pk), worker="werker-1:42", clock=timezone.now)
    held.note(FreezeStep.READ)
    assert "inhoud gelezen" in text_of(browser(karin), page)
    assert stage(karin, page).startswith("busy.inhoud gelezen")


def test_who_presses_again_is_led_to_the_same_page(karin: User) -> None:
    content.definition()
    first = press(karin)
    answer = browser(karin).post(FREEZE, {"round": sealed(REFERENCE_DATE).pk, "number": "2026.1"})
    assert answer["Location"] == first
    assert "wordt al bevroren, gevraagd door karin" in said(answer)


def test_once_it_is_done_the_page_leads_to_the_candidate(karin: User, django_capture_on_commit_callbacks: Any) -> None:
    content.definition()
    with django_capture_on_commit_callbacks(execute=True):
        page = press(karin)
    assert stage(karin, page) == "ended"
    answer = browser(karin).get(page)
    assert answer["Location"] == at(Release.objects.get())
    assert "Kandidaat 2026.1 is bevroren" in said(answer)


def test_a_refusal_names_every_item_with_the_way_to_it(karin: User, django_capture_on_commit_callbacks: Any) -> None:
    words = [content.definition(f"Woord {number}") for number in range(2)]
    made = sealed(REFERENCE_DATE)
    for one in words:
        type(one).objects.filter(pk=one.pk).update(term="")
    with django_capture_on_commit_callbacks(execute=True):
        page = browser(karin).post(FREEZE, {"round": made.pk, "number": "2026.1"})["Location"]
    shown = text_of(browser(karin), page)
    assert "Er is niets bevroren" in shown
    for item in RoundItem.objects.filter(uid__in=[one.uid for one in words]):
        assert f'/{item.pk}/">Bekijk het item</a>' in shown


def test_what_broke_has_a_button_to_try_again_for_who_freezes(
    karin: User, django_capture_on_commit_callbacks: Any
) -> None:
    content.definition()
    page = press(karin)
    held = begin(work=WORK, subject=str(AskedFreeze.objects.get().pk), worker="werker-1:42", clock=timezone.now)
    held.fail("De schijf is vol.", permanent=True)
    assert "afgebroken. De schijf is vol." in text_of(browser(karin), page)
    reader = browser(person("lies", Role.READER))
    assert "Probeer opnieuw" not in text_of(reader, page)
    reader.post(page + "opnieuw/")
    assert not Release.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        browser(karin).post(page + "opnieuw/")
    assert Release.objects.exists()
