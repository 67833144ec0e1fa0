"""Every kind of snippet through the forms that editors use."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

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
from tests.factories.forms import html, resubmit
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

FORMS: dict[type[Any], dict[str, Any]] = {
    Definition: {"term": "Welbevinden", "body": html("Je goed voelen.")},
    Intervention: {
        "name": "Rustig Leren",
        "summary": html("Een lessenreeks."),
        "owner": "Stichting Voorbeeld",
        "age_from": "12",
        "age_to": "15.5",
        "sectors": ["vmbo", "havo"],
        "themes": "welbevinden, schoolstress, welbevinden",
        "methods": ["klassikaal"],
        "prevention_level": "universeel",
        "pillars": ["beleid"],
        "regions": "",
        "url": "https://voorbeeld.example/rustig",
    },
    PracticeExample: {
        "title": "De stille dinsdag",
        "body": html("Op dinsdag geen toets."),
        "consent_until": "2027-08-01",
    },
    Reference: {"title": "Kennisbank Rust", "url": "https://voorbeeld.example", "description": html("Meer lezen.")},
    SelectionQuestion: {"number": "1", "question": "Past dit bij ons?", "explanation": html("Let op de tijd.")},
    Step: {"number": "2", "title": "Kies doelen", "body": html("Begin klein.")},
    Text: {"key": "introductie", "title": "Introductie", "body": html("Welkom.")},
}
TITLE = {Definition: "term", Intervention: "name", SelectionQuestion: "question"}
KINDS = pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def _url(model: Any, view: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


@KINDS
def test_an_editor_makes_a_draft_changes_it_and_makes_it_ready(editor: Client, model: Any) -> None:
    title = TITLE.get(model, "title")

    editor.post(_url(model, "add"), FORMS[model])
    item = model.objects.get()
    assert item.live is False
    changes = {title: "Een andere naam", "action-publish": "action-publish"}
    resubmit(editor, _url(model, "edit", item.pk), **changes)

    item.refresh_from_db()
    assert getattr(item, title) == "Een andere naam"
    assert (item.live, item.has_unpublished_changes) == (True, False)


@KINDS
def test_history_compare_and_preview_open(editor: Client, model: Any) -> None:
    editor.post(_url(model, "add"), FORMS[model])
    item = model.objects.get()
    resubmit(editor, _url(model, "edit", item.pk), **{TITLE.get(model, "title"): "Een andere naam"})

    assert editor.get(_url(model, "history", item.pk)).status_code == 200
    compared = editor.get(_url(model, "revisions_compare", item.pk, "earliest", "latest"))
    assert "Een andere naam" in compared.content.decode()
    assert editor.get(_url(model, "as_published", item.pk)).status_code == 200


def test_an_intervention_keeps_its_lists_in_the_order_of_the_choices_and_without_doubles(editor: Client) -> None:
    editor.post(_url(Intervention, "add"), FORMS[Intervention] | {"sectors": ["havo", "vmbo"]})

    item = Intervention.objects.get()
    assert item.themes == ["welbevinden", "schoolstress"]
    assert set(item.sectors) == {"vmbo", "havo"}


def test_an_intervention_has_no_level_to_fill_in(editor: Client) -> None:
    shown = editor.get(_url(Intervention, "add")).content.decode()

    assert 'name="level"' not in shown
    assert 'name="raw_label"' not in shown


def test_an_intervention_for_older_than_its_oldest_is_refused_in_words(editor: Client) -> None:
    answer = editor.post(_url(Intervention, "add"), FORMS[Intervention] | {"age_from": "16", "age_to": "12"})

    assert "De hoogste leeftijd ligt onder de laagste." in answer.content.decode()
    assert not Intervention.objects.exists()


def test_a_place_has_one_text(editor: Client) -> None:
    editor.post(_url(Text, "add"), FORMS[Text])

    editor.post(_url(Text, "add"), FORMS[Text] | {"title": "Nog een introductie"})

    assert Text.objects.count() == 1


@pytest.mark.parametrize("model", [Definition, Reference])
def test_items_are_dragged_into_order(editor: Client, model: Any) -> None:
    for name in ("een", "twee", "drie"):
        editor.post(_url(model, "add"), FORMS[model] | {TITLE.get(model, "title"): name})
    first, _second, third = model.objects.order_by("sort_order", "pk")

    editor.post(_url(model, "reorder", third.pk) + "?position=0")

    assert list(model.objects.all())[:2] == [third, first]
