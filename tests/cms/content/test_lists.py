"""Lists: what they show, how they are filtered and searched, and what they say when there is nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.accounts.roles import Role
from cms.content.models import (
    Definition,
    Intervention,
    PracticeExample,
    Reference,
    SelectionQuestion,
    Step,
    Text,
)
from tests.factories import content
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

SNIPPETS = (Definition, Intervention, PracticeExample, Reference, SelectionQuestion, Step, Text)

MAKE: dict[type, Callable[[], Any]] = {
    Definition: content.definition,
    Intervention: content.intervention,
    PracticeExample: content.practice_example,
    Reference: content.reference,
    SelectionQuestion: content.selection_question,
    Step: content.step,
    Text: content.text,
}


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def _list(model: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name("list"))


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_an_empty_list_says_what_belongs_in_it_and_how_to_begin(editor: Client, model: Any) -> None:
    shown = editor.get(_list(model)).content.decode()

    assert "Er staan nog geen" in shown
    assert reverse(model.snippet_viewset.get_url_name("add")) in shown


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("domeinen:index", "nog geen domeinen"), ("aanbevelingen:index", "nog geen aanbevelingen")],
)
def test_empty_lists_of_pages_say_so_too(editor: Client, name: str, sentence: str) -> None:
    assert sentence in editor.get(reverse(name)).content.decode()


def test_an_empty_tree_and_an_empty_domain_offer_the_first_step(editor: Client) -> None:
    root = content.wegwijzer()
    assert "Voeg het eerste domein toe" in editor.get(reverse("wagtailadmin_explore", args=[root.pk])).content.decode()

    domain = content.domain()

    shown = editor.get(reverse("wagtailadmin_explore", args=[domain.pk])).content.decode()
    assert "Voeg de eerste aanbeveling toe" in shown
    assert "1-0 van 0" not in shown


def test_the_list_of_recommendations_counts_what_they_lean_on_and_names_their_domain(editor: Client) -> None:
    domain = content.domain(title="Rust in de school")
    links = {content.intervention(name): "<p>Past.</p>" for name in ("een", "twee", "drie")}
    content.recommendation(domain, interventions=links, practice_examples=(content.practice_example(),))

    page = editor.get(reverse("aanbevelingen:index")).context["object_list"][0]

    assert (page.intervention_count, page.practice_count) == (3, 1)
    assert "1. Rust in de school" in editor.get(reverse("aanbevelingen:index")).content.decode()


def test_recommendations_are_found_by_word_state_domain_and_links_together(editor: Client) -> None:
    first, second = content.domain(1), content.domain(2)
    linked = {content.intervention(): "<p>Past.</p>"}
    wanted = content.recommendation(second, "Bespreek de toetsdruk", live=False)
    content.recommendation(second, "Bespreek de toetsweek", live=True)
    content.recommendation(second, "Bespreek de toetsen", live=False, interventions=linked)
    content.recommendation(first, "Bespreek de toetsdruk thuis", live=False)
    query = f"q=bespreek&staat=concept&domein={second.pk}&interventies=0&ordering=-intervention_count"

    found = editor.get(f"{reverse('aanbevelingen:index')}?{query}").context["object_list"]

    assert [page.pk for page in found] == [wanted.pk]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("klaar", {"klaar"}),
        ("nieuwer-concept", {"nieuwer"}),
        ("concept", {"concept"}),
        ("open-werk", {"nieuwer", "concept"}),
        ("", {"klaar", "nieuwer", "concept"}),
    ],
)
def test_snippets_are_filtered_by_state(editor: Client, state: str, names: set[str]) -> None:
    content.intervention("klaar")
    content.intervention("concept", live=False)
    content.intervention("nieuwer").save_revision()

    found = editor.get(f"{_list(Intervention)}?staat={state}").context["object_list"]

    assert {item.name for item in found} == names


@pytest.mark.parametrize(("use", "names"), [("ja", {"gebruikt"}), ("nee", {"ongebruikt"})])
def test_interventions_are_filtered_by_use_and_counted(editor: Client, use: str, names: set[str]) -> None:
    used = content.intervention("gebruikt")
    content.intervention("ongebruikt")
    domain = content.domain()
    for number in range(3):
        content.recommendation(domain, f"Aanbeveling {number}", interventions={used: "<p>Past.</p>"})

    found = editor.get(f"{_list(Intervention)}?gebruik={use}").context["object_list"]

    assert {item.name for item in found} == names
    assert {item.recommendation_count for item in found} == {3 if use == "ja" else 0}


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_a_list_is_searched_sorted_and_filtered_at_once(editor: Client, model: type) -> None:
    MAKE[model]()

    answer = editor.get(f"{_list(model)}?q=zzz&staat=open-werk&ordering=-_updated_at")

    assert answer.status_code == 200
    assert "Niets gevonden" in answer.content.decode()


def test_running_texts_stand_in_reading_order(editor: Client) -> None:
    for key in ("colofon", "introductie", "doelgroep"):
        content.text(key)

    found = editor.get(_list(Text)).context["object_list"]

    assert [item.key for item in found] == ["introductie", "doelgroep", "colofon"]


@pytest.mark.parametrize("address", ["aanbevelingen", "tree"])
def test_a_list_of_pages_asks_no_more_for_many_than_for_one(
    editor: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    domain = content.domain()
    tree = reverse("wagtailadmin_explore", args=[domain.pk])
    url = reverse("aanbevelingen:index") if address == "aanbevelingen" else tree
    content.recommendation(domain)
    editor.get(url)
    with django_assert_max_num_queries(200) as one:
        editor.get(url)
    for number in range(12):
        content.recommendation(domain, f"Aanbeveling {number}")

    with django_assert_max_num_queries(len(one.captured_queries) + 12 * 2):
        editor.get(url)  # Wagtail itself asks a page's descendants for its buttons


def test_the_home_page_shows_open_work_with_links(editor: Client) -> None:
    content.intervention(live=False)
    content.step()

    shown = editor.get(reverse("wagtailadmin_home")).content.decode()

    assert "1 item is nog niet helemaal klaar." in shown
    assert f"{_list(Intervention)}?staat=open-werk" in shown


def test_the_home_page_of_an_empty_workshop_says_how_to_begin(editor: Client) -> None:
    assert "Nog geen inhoud" in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_choosers_search_and_show_what_sets_items_apart(editor: Client) -> None:
    content.intervention("Rustig Leren", owner="Stichting Voorbeeld")
    content.intervention("Samen Sterk")
    choose = reverse(Intervention.snippet_viewset.chooser_viewset.get_url_name("choose_results"))

    shown = editor.get(f"{choose}?q=rustig").content.decode()

    assert "Rustig Leren" in shown
    assert "Stichting Voorbeeld" in shown
    assert "geen erkenning bekend" in shown
    assert "Samen Sterk" not in shown
