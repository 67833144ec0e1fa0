"""Every screen leads to the part of the guide that explains it, and each of those parts is there."""

import contextlib
import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from cms.accounts.roles import Role
from cms.guide.places import PLACES, help_address
from cms.guide.reading import chapters
from tests.factories.content import domain, intervention, recommendation
from tests.factories.people import person, signed_in, superuser
from tests.factories.rounds import opened

LINK = re.compile(r'<a href="([^"]+)"[^>]*aria-label="Hulp bij dit scherm"')


def shown_help(client: Client, address: str) -> list[str]:
    """Return where the screen at ``address`` says that its help is."""
    return LINK.findall(client.get(address, follow=True).content.decode())


@pytest.mark.parametrize(("screen", "place"), PLACES.items())
def test_each_part_of_the_guide_is_there_and_so_is_its_screen(screen: str, place: str) -> None:
    slug, _, anchor = place.partition("#")
    assert slug in chapters()
    assert not anchor or f'<h2 id="{anchor}">' in chapters()[slug].html
    assert is_an_address(screen)


def is_an_address(screen: str) -> bool:
    """Whether something still answers there, by its own name or as a namespace with one of our screens."""
    names = [
        screen,
        *(f"{screen}:{name}" for name in ("index", "show", "add", "give", "edit", "status", "site_history")),
    ]
    for name in names:
        for arguments in ([], [1], ["stap", str(UUID(int=1))]):
            with contextlib.suppress(NoReverseMatch):
                return bool(reverse(name, args=arguments))
    return False


def test_a_screen_that_is_gone_is_noticed() -> None:
    assert not is_an_address("verdwenen")


@pytest.mark.django_db
def test_every_screen_of_the_menu_leads_to_a_part_of_its_own() -> None:
    opened(person(Role.PUBLISHER))
    client = Client()
    client.force_login(superuser())
    menu = set(re.findall(r'"url": "(/admin/[^"]+)"', client.get(reverse("wagtailadmin_home")).content.decode()))
    own = {reverse(name) for name in ("wagtailadmin_home", "wagtailadmin_logout", "wagtailadmin_account")}
    screens = {address for address in menu - own if resolve(address).namespace != "handleiding"}

    helped = {address: shown_help(client, address) for address in screens}

    assert len(helped) > 20
    assert {
        address: found for address, found in helped.items() if len(found) != 1 or "handleiding/" not in found[0]
    } == {}
    assert {address for address, found in helped.items() if found == [reverse("handleiding:index")]} == set()


@pytest.mark.django_db
def test_who_writes_finds_what_a_good_text_is_from_the_editor() -> None:
    page, item = recommendation(domain()), intervention()
    edit_item = reverse("wagtailsnippets_content_intervention:edit", args=[item.pk])
    chapter = reverse("handleiding:chapter", args=["schrijven"])

    assert shown_help(signed_in(Role.EDITOR), reverse("wagtailadmin_pages:edit", args=[page.pk])) == [
        f"{chapter}#de-toelichting-bij-de-aanbeveling"
    ]
    assert shown_help(signed_in(Role.EDITOR, name="een-ander"), edit_item) == [chapter]


def test_a_screen_without_a_part_of_its_own_leads_to_the_contents_and_the_guide_to_nothing() -> None:
    assert help_address(None) == reverse("handleiding:index")
    assert help_address(resolve(reverse("handleiding:index"))) == ""


@pytest.mark.django_db
def test_who_has_to_erase_something_is_helped_with_that_and_not_with_notices() -> None:
    client = Client()
    client.force_login(superuser())
    chapter = reverse("handleiding:chapter", args=["als-het-misgaat"])
    erasing = f"{chapter}#er-iets-in-staat-dat-er-nooit-had-mogen-staan"
    assert shown_help(client, reverse("mededelingen:redactions")) == [erasing]
    assert shown_help(client, reverse("mededelingen:ask")) == [erasing]
    assert shown_help(client, reverse("mededelingen:index")) != [erasing]
