"""Two people with the same item open, in two real browsers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.roles import Role
from cms.content.models import Step
from tests.browser.chromium import window
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.browser


@pytest.fixture
def other(chromium: Browser, visitor: Visitor, live_server: LiveServer) -> Iterator[Visitor]:
    """Return a second person, with a profile of their own."""
    context = window(chromium)
    yield Visitor(context.new_page(), live_server.url)
    context.close()


def _both_open(visitor: Visitor, other: Visitor) -> Any:
    step = content.step(title="Kies doelen")
    step.save_revision()
    address = reverse(Step.snippet_viewset.get_url_name("edit"), args=[step.pk])
    for one, name in ((visitor, "anna"), (other, "bram")):
        person(name, Role.EDITOR)
        one.sign_in_as(name)
        one.open(address)
    return step


def _save(one: Visitor, title: str) -> None:
    one.page.get_by_role("textbox", name="Titel").fill(title)
    one.page.locator("footer").get_by_role("button", name="Bewaar concept").click()


def test_the_second_sees_the_difference_chooses_by_keyboard_and_loses_nothing(visitor: Visitor, other: Visitor) -> None:
    step = _both_open(visitor, other)
    _save(visitor, "Kies samen doelen")
    expect(visitor.page.locator(".messages .success").first).to_be_visible()

    _save(other, "Kies drie doelen")
    dialog = other.page.get_by_role("button", name="Doorgaan")
    heading = other.page.get_by_role("heading", name="Twee versies")
    expect(dialog.or_(heading).first).to_be_visible()
    if dialog.is_visible():  # the browser heard of it before the server was asked
        dialog.click()
    expect(heading).to_be_visible()
    other.looks_right()
    other.page.get_by_role("radio", name="Wat jij schreef").focus()
    other.page.keyboard.press("Space")
    other.page.get_by_role("button", name="Bewaar wat ik koos").press("Enter")

    expect(other.page.get_by_text("Bewaard als concept")).to_be_visible()
    assert Step.objects.get(pk=step.pk).get_latest_revision_as_object().title == "Kies drie doelen"
    assert other.outside == []


def test_one_sees_that_the_other_has_the_same_item_open(visitor: Visitor, other: Visitor) -> None:
    _both_open(visitor, other)
    visitor.page.reload()

    session = visitor.page.locator("#w-editing-sessions button").first
    session.hover()
    expect(visitor.page.get_by_role("tooltip")).to_contain_text("bram")
