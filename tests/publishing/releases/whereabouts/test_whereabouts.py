"""*Waar staat dit live?*: what the world sees of an item, told where the item is written."""

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.vetting.merging.merge import merge_interventions
from publishing.releases.whereabouts.reading import places_of
from tests.factories import content
from tests.factories.people import person, signed_in
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)


@pytest.fixture
def publicist() -> User:
    return person("publicist", Role.PUBLISHER)


def _renamed(step: Any, title: str) -> None:
    step.title = title
    step.save_revision().publish()


def _shown(client: Client, item: Any, kind: str = "stap") -> str:
    answer = client.get(reverse("waar-live:show", args=[kind, item.uid]))
    assert answer.status_code == 200
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def test_an_item_that_was_never_released_says_so_and_what_to_do() -> None:
    step = content.step()

    shown = _shown(signed_in(Role.EDITOR), step)

    assert f"{step} Hier zie je in welke uitgaven dit item staat." in shown
    assert "nog nooit uitgegeven. Zet het klaar" in shown


def test_each_release_with_the_item_is_named_with_whether_it_changed(publicist: User) -> None:
    step, other = content.step(), content.step(2)
    published("2026.1", by=publicist)
    _renamed(other, "Iets anders")
    published("2026.2", by=publicist, at=LATER)

    shown, changed = _shown(signed_in(Role.READER), step), _shown(signed_in(Role.READER, name="nog-iemand"), other)

    assert "Ja, in uitgave 2026.2" in shown
    assert (
        "Uitgave 2026.2 , gepubliceerd op 2 december 2026: zelfde tekst als daarvoor. Live sinds 2 december 2026."
        in shown
    )
    assert "voor het eerst. Live van 2 november 2026 tot 2 december 2026." in shown
    assert "gepubliceerd op 2 december 2026: gewijzigd" in changed


def test_a_changed_item_that_waits_in_a_candidate_says_that_its_text_differs(publicist: User) -> None:
    step = content.step()
    published("2026.1", by=publicist)
    _renamed(step, "Een nieuwe naam")
    candidate("2026.2", at=LATER)

    shown = _shown(signed_in(Role.EDITOR), step)

    assert "Ja, in uitgave 2026.1" in shown
    assert "Kandidaat 2026.2 : een andere tekst dan nu live" in shown


def test_the_link_leads_to_the_address_that_never_changes(publicist: User) -> None:
    step = content.step()
    published("2026.1", by=publicist)
    (place,) = places_of("stap", step.uid)

    page = signed_in(Role.READER).get(reverse("waar-live:show", args=["stap", step.uid])).content.decode()

    assert f'href="/api/v1/uitgaven/2026.1/stappen/{place.public_id}"' in page


def test_what_the_item_is_called_stands_there_with_where_it_is_asked_for(publicist: User) -> None:
    step = content.step()
    published("2026.1", by=publicist)
    (place,) = places_of("stap", step.uid)
    address = reverse("waar-live:show", args=["stap", step.uid])
    about = f"?soort=stap&amp;kenmerk={place.public_id}"
    notice, erase = (f'href="{reverse(name)}{about}"' for name in ("mededelingen:new", "mededelingen:ask"))

    shown = {role: signed_in(role, name=f"een-{role.value}").get(address).content.decode() for role in Role}

    assert all(f"<code>{place.public_id}</code>" in page for page in shown.values())
    assert {role for role, page in shown.items() if notice in page} == {Role.PUBLISHER}
    assert {role for role, page in shown.items() if erase in page} == {Role.REVIEWER, Role.PUBLISHER}
    filled = signed_in(Role.PUBLISHER, name="nog-iemand").get(html.unescape(notice.split('"')[1])).content.decode()
    assert f'value="{place.public_id}"' in filled


def test_an_item_that_waits_in_a_candidate_has_no_page_to_place_a_notice_on(publicist: User) -> None:
    step = content.step()
    candidate("2026.1", by=publicist)
    page = signed_in(Role.PUBLISHER).get(reverse("waar-live:show", args=["stap", step.uid])).content.decode()
    assert "Kenmerk" in page
    assert reverse("mededelingen:new") not in page


def test_an_item_without_a_release_has_no_name_there_yet() -> None:
    assert "Kenmerk" not in _shown(signed_in(Role.PUBLISHER), content.step())


def test_the_editor_of_a_snippet_and_of_a_page_lead_there() -> None:
    step, domain, intervention = content.step(), content.domain(), content.intervention()
    editor = signed_in(Role.EDITOR)
    edit = {
        ("stap", step): reverse(step.snippet_viewset.get_url_name("edit"), args=[step.pk]),
        ("interventie", intervention): reverse(
            intervention.snippet_viewset.get_url_name("edit"), args=[intervention.pk]
        ),
        ("domein", domain): reverse("wagtailadmin_pages:edit", args=[domain.pk]),
    }

    for (kind, item), address in edit.items():
        assert reverse("waar-live:show", args=[kind, item.uid]) in editor.get(address).content.decode()


def test_who_has_no_role_sees_nothing_and_an_unknown_kind_is_not_found() -> None:
    step = content.step()

    refused = signed_in(name="niemand").get(reverse("waar-live:show", args=["stap", step.uid]))
    unknown = signed_in(Role.READER).get(reverse("waar-live:show", args=["koek", uuid4()]))

    assert b"uitgegeven" not in refused.content
    assert unknown.status_code == 404


def test_the_queries_do_not_grow_with_the_releases(
    publicist: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    step = content.step()
    published("2026.1", by=publicist)
    with django_assert_num_queries(8):
        assert len(places_of("stap", step.uid)) == 1
    for number in (2, 3):
        _renamed(step, f"Naam {number}")
        published(f"2026.{number}", by=publicist, at=AT + timedelta(days=number))

    with django_assert_num_queries(8):
        assert len(places_of("stap", step.uid)) == 3


def test_an_intervention_that_was_merged_away_is_named_and_not_called_deleted(publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustiger Leren")
    merge_interventions(kept=kept, gone=gone, reason="Hetzelfde lesboek.", by=publicist, at=AT)
    page = _shown(signed_in(Role.PUBLISHER), gone, "interventie")
    assert "Rustiger Leren" in page


def test_the_public_data_are_where_the_api_is(publicist: User, settings: Settings) -> None:
    settings.API_SERVER_URL = "https://api.wegwijzer.example/api/v1"
    step = content.step(1)
    published("2026.1", by=publicist)
    answer = signed_in(Role.PUBLISHER).get(reverse("waar-live:show", args=["stap", step.uid]))
    assert 'href="https://api.wegwijzer.example/api/v1/uitgaven/2026.1/stappen/' in answer.content.decode()
