"""After *Klaarzetten*: who came from the round finds the way back to it."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round
from tests.factories import content
from tests.factories.forms import resubmit
from tests.factories.people import signed_in
from tests.factories.rounds import opened

pytestmark = pytest.mark.django_db
MAKE_READY = {"action-publish": "action-publish"}
BACK = f'href="{reverse("jaarronde:index")}"'


def _edit_url(item: Any) -> str:
    names = getattr(item, "snippet_viewset", None)
    return reverse(names.get_url_name("edit") if names else "wagtailadmin_pages:edit", args=[item.pk])


def _told(client: Client, item: Any, **action: str) -> str:
    """Return what is told after the form of ``item`` was sent."""
    answer: Any = resubmit(client, _edit_url(item), **action)
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.mark.parametrize("make", [content.domain, content.step])
def test_the_message_after_making_ready_leads_back_to_the_round(make: Any, karin: User) -> None:
    item = make()
    opened(karin)

    told = _told(signed_in(Role.EDITOR), item, **MAKE_READY)

    assert "Dit item staat in jaarronde 2026." in told
    assert BACK in told
    assert "Terug naar de jaarronde" in told


def test_keeping_a_draft_leads_nowhere_else(karin: User) -> None:
    item = content.domain()
    opened(karin)
    assert "Terug naar de jaarronde" not in _told(signed_in(Role.EDITOR), item)


def test_an_item_that_no_open_round_holds_has_no_way_back(karin: User, joris: User) -> None:
    listed = content.step(1)
    made = opened(karin)
    new, editor = content.step(2), signed_in(Role.EDITOR)

    assert "Terug naar de jaarronde" not in _told(editor, new, **MAKE_READY)

    new.delete()
    confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
    close_round(round=made, by=karin, at=timezone.now())
    assert Round.objects.open().first() is None
    assert "Terug naar de jaarronde" not in _told(editor, listed, **MAKE_READY)
