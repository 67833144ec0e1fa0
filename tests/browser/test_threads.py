"""Threads under an item of the round, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.roles import Role
from publishing.rounds.working import comment_on_item
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, opened

pytestmark = pytest.mark.browser


def test_a_thread_is_answered_settled_and_opened_again_on_any_width(visitor: Visitor) -> None:
    definition = content.definition()
    item = item_of(opened(person("karin", Role.PUBLISHER)), definition)
    asked = person("sanne", Role.EDITOR)
    comment_on_item(item=item, text="Klopt dit nog?" + " lang" * 60 + "woord" * 30, by=asked, at=timezone.now())
    comment_on_item(item=item, text="En de bron?", by=asked, at=timezone.now())
    visitor.sign_in_as("sanne")
    page = visitor.open(reverse("rondeitem:show", args=[item.pk]))

    page.locator("summary").filter(has_text="Antwoord of handel af").first.press("Enter")
    page.get_by_label("Jouw antwoord").first.fill("Ja, nagekeken.")
    page.get_by_role("button", name="Plaats antwoord").first.press("Enter")
    expect(page.get_by_text("Ja, nagekeken.")).to_be_visible()
    page.locator("summary").filter(has_text="Antwoord of handel af").first.press("Enter")
    page.get_by_role("button", name="Handel af").first.press("Enter")
    expect(page.get_by_text("Afgehandeld door sanne").first).to_be_visible()
    visitor.looks_right()
    assert visitor.errors == []
