"""The menu: content under one heading, and nothing that this workshop has no use for."""

import json
import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from cms.accounts.roles import Role
from cms.config.menu import in_order_of_the_year
from tests.factories.people import person, signed_in, superuser
from tests.factories.rounds import opened

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


YEAR = ["Jaarronde", "Inhoud", "Bronnen", "Uitgaven"]
HISTORY = ["Links", "Sitegeschiedenis"]
EXTRA: dict[Role, tuple[list[str], list[str]]] = {
    Role.EDITOR: ([], HISTORY),
    Role.REVIEWER: ([], HISTORY),
    Role.PUBLISHER: (["Exports", "Afnemers"], ["Techniek", "Logboek", *HISTORY]),
    Role.ADMINISTRATOR: (["Exports", "Afnemers"], ["Gebruikers", "Status", "Techniek", "Logboek", *HISTORY]),
    Role.READER: ([], HISTORY),
}


@pytest.mark.parametrize("role", Role)
def test_the_menu_follows_the_year_and_a_role_sees_only_what_it_can_use(role: Role) -> None:
    entries, management = EXTRA[role]

    menu = _menu(signed_in(role))

    assert list(menu)[:-2] == [*YEAR, *entries, "Beheer", "Handleiding"], "the last two are those of the person"
    assert menu["Uitgaven"] == ["Uitgaven", "Correcties", "Mededelingen"]
    assert menu["Beheer"] == management


@pytest.mark.parametrize("role", Role)
def test_every_link_of_the_menu_opens_for_who_sees_it(role: Role) -> None:
    client, home = signed_in(role), reverse("wagtailadmin_home")
    shown = client.get(home).content.decode()
    addresses = set(re.findall(r'"url": "(/admin/[^"]+)"', shown)) - {reverse("wagtailadmin_logout")}

    # Who may not come in is sent to the start page.
    answers = {address: client.get(address, follow=True) for address in addresses}
    refused = {
        address
        for address, answer in answers.items()
        if answer.status_code != 200 or (address != home and answer.request["PATH_INFO"] == home)
    }

    assert len(addresses) > len(CONTENT)
    assert refused == set()


def test_toetsing_stands_between_sources_and_releases_once_a_round_is_open() -> None:
    opened(person(Role.PUBLISHER))

    assert list(_menu(signed_in(Role.EDITOR)))[:5] == ["Jaarronde", "Inhoud", "Bronnen", "Toetsing", "Uitgaven"]


def test_a_screen_that_has_no_place_yet_is_found_at_the_end() -> None:
    new = MenuItem("Iets nieuws", "/admin/iets-nieuws/", name="iets-nieuws", order=0)
    known = MenuItem("Jaarronde", "/admin/jaarronde/", name="jaarronde")
    items: list[Any] = [new, known]

    in_order_of_the_year(RequestFactory().get("/"), items)

    assert [item.label for item in sorted(items, key=lambda item: item.order)] == ["Jaarronde", "Iets nieuws"]


def test_even_a_superuser_sees_no_images_documents_sites_workflows_or_help_elsewhere() -> None:
    client = Client()
    client.force_login(superuser())

    menu = _menu(client)

    labels = {*menu, *(label for below in menu.values() for label in below)}
    assert menu["Beheer"] == ["Gebruikers", "Status", "Techniek", "Logboek", "Links", "Sitegeschiedenis"]
    assert not labels & {
        "Afbeeldingen",
        "Documenten",
        "Sites",
        "Workflows",
        "Help",
        "Groepen",
        "Collecties",
        "Snippets",
        "Instellingen",
        "Rapporten",
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
