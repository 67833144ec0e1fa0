"""The menu: content under one heading, and nothing that this workshop has no use for."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from tests.factories.people import person, signed_in, superuser

pytestmark = pytest.mark.django_db


def _menu(client: Client) -> dict[str, list[str]]:
    """Return the labels of the main menu, each with those below it."""
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    found = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', shown, re.DOTALL)
    assert found, "the sidebar's data is on the page"
    return dict(_labels(json.loads(found[1])))


def _labels(node: Any) -> list[tuple[str, list[str]]]:
    labels: list[tuple[str, list[str]]] = []
    if isinstance(node, dict):
        arguments = node.get("_args", [])
        if arguments and isinstance(arguments[0], dict) and "label" in arguments[0]:
            below = [label for part in arguments[1:] for label, _ in _labels(part)]
            return [(arguments[0]["label"], below)]
        node = list(node.values())
    if isinstance(node, list):
        labels = [label for part in node for label in _labels(part)]
    return labels


CONTENT = [
    "Boom: domeinen en aanbevelingen",
    "Domeinen",
    "Aanbevelingen",
    "Interventies",
    "Praktijkvoorbeelden",
    "Teksten",
    "Stappen",
    "Keuzevragen",
    "Begrippen",
    "Verwijzingen",
    "Samenvoegingen",
]


@pytest.mark.parametrize("role", Role)
def test_every_role_finds_all_content_under_one_heading_in_one_order(role: Role) -> None:
    assert _menu(signed_in(role))["Inhoud"] == CONTENT


def test_even_a_superuser_sees_no_images_documents_sites_workflows_or_help_elsewhere() -> None:
    client = Client()
    client.force_login(superuser())

    menu = _menu(client)

    labels = {*menu, *(label for below in menu.values() for label in below)}
    assert menu["Instellingen"] == ["Gebruikers"]
    assert menu["Rapporten"] == ["Logboek", "Links", "Sitegeschiedenis"]
    assert not labels & {
        "Afbeeldingen",
        "Documenten",
        "Sites",
        "Workflows",
        "Help",
        "Groepen",
        "Collecties",
        "Snippets",
    }


def test_who_has_no_role_cannot_enter() -> None:
    client = Client()
    client.force_login(person("niemand"))

    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_nothing_on_the_screens_asks_anything_of_another_host() -> None:
    shown = signed_in(Role.EDITOR).get(reverse("wagtailadmin_home")).content.decode()
    shown = re.sub(r"<noscript.*?</noscript>", "", shown, flags=re.DOTALL)  # a link to follow, not a request

    assert not re.search(r'(src|href|action)="(https?:)?//', shown)
    assert "gravatar" not in shown
    assert "releases.wagtail" not in shown


def test_the_sign_in_page_is_dutch_and_names_the_wegwijzer(client: Client) -> None:
    shown = client.get("/admin/login/", follow=True).content.decode()

    assert "Inloggen bij de Wegwijzer" in shown
    assert "Wachtwoord" in shown
    assert "Password" not in shown
    assert "Wagtail" not in re.sub(r"<(script|link|meta)[^>]*>", "", shown).replace("wagtail", "").split("<noscript")[0]
