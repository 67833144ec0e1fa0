"""Klaarzetten, of one and of many."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.content.services import make_ready
from tests.factories import content
from tests.factories.people import person, signed_in

pytestmark = pytest.mark.django_db


def _bulk(app: str, model: str, action: str, *items: Any) -> str:
    address = reverse("wagtail_bulk_action", args=[app, model, action])
    return f"{address}?" + "&".join(f"id={item.pk}" for item in items)


def _message(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_many_snippets_are_made_ready_at_once_and_counted() -> None:
    drafts = [content.intervention(f"Concept {number}", live=False) for number in range(3)]
    ready = content.intervention("Al klaar")
    editor = signed_in(Role.EDITOR)

    asked = editor.get(_bulk("content", "intervention", "klaarzetten", *drafts, ready)).content.decode()
    done = editor.post(_bulk("content", "intervention", "klaarzetten", *drafts, ready))

    assert "Klaarzetten" in asked
    assert Intervention.objects.ready().count() == 4
    assert "3 items zijn klaargezet; 1 was al klaar." in _message(done)


def test_making_ready_takes_the_newest_draft() -> None:
    item = content.intervention("Oude naam")
    item.name = "Nieuwe naam"
    item.save_revision()

    assert make_ready(item=item, by=person("redacteur", Role.EDITOR)) is True

    item.refresh_from_db()
    assert (item.name, item.has_unpublished_changes) == ("Nieuwe naam", False)
    assert make_ready(item=item, by=None) is False, "there is nothing more to do"


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_who_may_not_make_ready_changes_nothing(role: Role) -> None:
    draft = content.intervention(live=False)
    page = content.domain(live=False)
    client = signed_in(role)

    client.post(_bulk("content", "intervention", "klaarzetten", draft))
    client.post(_bulk("wagtailcore", "page", "publish", page))

    draft.refresh_from_db()
    page.refresh_from_db()
    assert (draft.live, page.live) == (False, False)


@pytest.mark.parametrize("include", ["", "on"])
def test_a_domain_is_made_ready_with_its_recommendations_if_asked(include: str) -> None:
    domain = content.domain(live=False)
    recommendation = content.recommendation(domain, live=False)

    done = signed_in(Role.EDITOR).post(
        _bulk("wagtailcore", "page", "publish", domain), {"include_descendants": include}
    )

    domain.refresh_from_db()
    recommendation.refresh_from_db()
    assert (domain.live, recommendation.live) == (True, include == "on")
    assert "klaargezet" in _message(done)


def test_the_bulk_bar_of_a_list_speaks_of_klaarzetten() -> None:
    content.domain()
    content.intervention()
    editor: Client = signed_in(Role.EDITOR)

    for address in (reverse("domeinen:index"), reverse(Intervention.snippet_viewset.get_url_name("list"))):
        assert "Klaarzetten" in editor.get(address).content.decode()
