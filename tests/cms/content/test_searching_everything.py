"""The screen *Zoeken* finds content of every kind by the words of its name, for who may read it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.accounts.roles import Role
from cms.content.models import RecommendationPage
from cms.content.named import NAME_FIELDS
from tests.factories import content
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

SEARCH = "/admin/pages/search/"
RESULTS = f"{SEARCH}results/"
MAKE: dict[str, Callable[[str], Any]] = {
    "Domein": lambda name: content.domain(title=name),
    "Aanbeveling": lambda name: content.recommendation(content.domain(), name),
    "Interventie": content.intervention,
    "Praktijkvoorbeeld": content.practice_example,
    "Tekst": lambda name: content.text(title=name),
    "Stap": lambda name: content.step(title=name),
    "Keuzevraag": lambda name: content.selection_question(question=name),
    "Begrip": content.definition,
    "Verwijzing": content.reference,
}


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def _shown(client: Client, words: str, path: str = SEARCH, **also: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(path, {"q": words, **also}).content, "html.parser")


def _rows(shown: BeautifulSoup) -> list[list[str]]:
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in shown.select("tbody tr")]


def _names(shown: BeautifulSoup) -> list[str]:
    return [row[0] for row in _rows(shown)]


@pytest.mark.parametrize("kind", MAKE)
def test_every_kind_is_found_with_its_kind_and_its_state(editor: Client, kind: str) -> None:
    MAKE[kind]("De stille middag")

    shown = _shown(editor, "stille")

    assert [[row[0].removeprefix("1. "), row[1], row[3]] for row in _rows(shown)] == [
        ["De stille middag", kind, "klaar"]
    ]
    assert "1 item gevonden" in shown.get_text()


def test_no_kind_of_content_is_forgotten() -> None:
    assert len(MAKE) == len(NAME_FIELDS)


def test_a_recommendation_stands_there_with_its_domain(editor: Client) -> None:
    content.recommendation(content.domain(title="Rust"), "Houd een middag vrij")

    assert _rows(_shown(editor, "middag"))[0][2] == "1. Rust"


@pytest.mark.parametrize("words", ["zicht week", "WEEK", "week-in-zicht", "icht", "wéék"])
def test_words_are_found_in_any_order_within_words_and_without_capitals_or_accents(editor: Client, words: str) -> None:
    content.intervention("Week in Zicht")
    content.intervention("Rustig Leren")

    assert _names(_shown(editor, words)) == ["Week in Zicht"]


def test_a_page_with_another_title_in_its_draft_is_found_by_that(editor: Client) -> None:
    page = content.domain(title="Rust")
    page.title = "Kalmte"
    page.save_revision()

    assert _rows(_shown(editor, "kalmte"))[0] == ["1. Kalmte", "Domein", "", "klaar, met nieuwer concept"]


def test_what_begins_with_the_words_comes_first(editor: Client) -> None:
    content.domain(title="Een week zonder toets")
    content.reference("Week van de rust")

    assert _names(_shown(editor, "week")) == ["Week van de rust", "1. Een week zonder toets"]


@pytest.mark.parametrize("role", Role)
def test_every_role_is_led_to_where_it_may_edit_or_read(role: Role) -> None:
    page = content.domain(title="De stille middag")
    item = content.intervention("De stille middag")
    client = signed_in(role)

    led = [str(link["href"]) for link in _shown(client, "stille").select("tbody a")]

    edits = role is Role.EDITOR
    assert led == [
        reverse(f"wagtailadmin_pages:{'edit' if edits else 'view_draft'}", args=[page.pk]),
        reverse(item.snippet_viewset.get_url_name("edit" if edits else "inspect"), args=[item.pk]),
    ]
    assert [client.get(url).status_code for url in led] == [200, 200]


@pytest.mark.parametrize("path", [SEARCH, RESULTS])
def test_without_a_role_nothing_is_found(path: str) -> None:
    content.intervention("De stille middag")

    assert b"stille" not in signed_in().get(path, {"q": "middag"}, follow=True).content


@pytest.mark.parametrize("path", [SEARCH, RESULTS])
def test_the_tree_above_the_domains_is_not_content(editor: Client, path: str) -> None:
    shown = _shown(editor, "Root", path), _shown(editor, "Wegwijzer", path)

    assert [_rows(one) for one in shown] == [[], []]


@pytest.mark.parametrize("path", [SEARCH, RESULTS])
def test_nothing_found_is_said_with_what_was_asked(editor: Client, path: str) -> None:
    content.intervention("De stille middag")

    assert "Niets gevonden met giraffe in de titel." in _shown(editor, "giraffe", path).get_text()
    assert "Niets gevonden met ? in de titel." in _shown(editor, "?", path).get_text()


@pytest.mark.parametrize("path", [SEARCH, RESULTS])
def test_who_asked_nothing_yet_is_invited_to(editor: Client, path: str) -> None:
    content.intervention("De stille middag")

    shown = _shown(editor, "", path)

    assert "Typ hierboven een woord uit de titel" in shown.get_text()
    assert _rows(shown) == []


def test_a_merged_intervention_is_not_found(editor: Client) -> None:
    kept = content.intervention("Rustig Leren")
    content.intervention("De stille middag", merged_into=kept)

    assert _rows(_shown(editor, "stille")) == []


def test_many_are_counted_and_stand_on_pages(editor: Client) -> None:
    for number in range(30):
        content.definition(f"Begrip {number:02}")

    first, second = _shown(editor, "begrip"), _shown(editor, "begrip", p=2)

    assert "30 items gevonden" in first.get_text()
    assert [len(_rows(first)), len(_rows(second))] == [25, 5]
    assert _names(second)[-1] == "Begrip 29"


def test_finding_many_asks_no_more_than_finding_one(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for make in MAKE.values():
        if make is not MAKE["Domein"]:
            make("De stille middag")
    _shown(editor, "stille")
    with django_assert_max_num_queries(200) as one:
        _shown(editor, "stille")
    domain = RecommendationPage.objects.get().get_parent().specific
    for number in range(15):
        content.recommendation(domain, f"Stille middag {number}")
        content.intervention(f"Stille middag {number}")

    with django_assert_max_num_queries(len(one.captured_queries)):
        _shown(editor, "stille")
