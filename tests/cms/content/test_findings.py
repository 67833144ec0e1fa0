"""While somebody writes, the rules say beside each field what they find there. Nothing is kept, nobody is stopped."""

from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Revision

from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.documents.registry import KINDS
from publishing.freezing.found import form_field_of
from publishing.freezing.kinds import BY_MODEL
from tests.factories import content
from tests.factories.forms import domain_form, html, intervention_row, recommendation_form
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
# What a rule may find in a document and no editor holds: it follows from elsewhere.
ELSEWHERE = {"id", "domein", "erkenningen"}
LONG = " ".join(["Een leerling loopt rustig door de gang"] + ["en de leraar loopt mee"] * 12) + "."


def ask(client: Client, address: str, form: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(f"{address}?bevindingen=1", form)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def new_recommendation() -> str:
    domain = content.domain(title="Rust in de school")
    return reverse("wagtailadmin_pages:preview_on_add", args=["content", "recommendationpage", domain.pk])


def test_a_page_that_was_never_saved_hears_of_its_rows_and_texts() -> None:
    form = recommendation_form(links=[intervention_row(content.intervention("Samen Sterk"), "")], body=html(LONG))

    told = ask(signed_in(Role.EDITOR), new_recommendation(), form)

    assert not told["onleesbaar"]
    found = {(one["veld"], one["niveau"]) for one in told["bevindingen"]}
    assert {("intervention_links", "blocking"), ("body", "warning")} <= found


def test_what_was_mended_is_not_found_again() -> None:
    editor, address = signed_in(Role.EDITOR), new_recommendation()
    row = intervention_row(content.intervention("Samen Sterk"), "De spelregels passen.")

    told = ask(editor, address, recommendation_form(links=[row], body=html("Plan rust in.")))

    assert [one for one in told["bevindingen"] if one["veld"] in {"intervention_links", "body"}] == []


def test_a_form_that_is_half_filled_in_says_what_is_missing_or_stays_quiet() -> None:
    root, editor = content.wegwijzer(), signed_in(Role.EDITOR)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["content", "domainpage", root.pk])

    missing = ask(editor, address, domain_form(title="", when_low=""))
    garbled = ask(editor, address, domain_form(number="geen getal"))

    assert [one["veld"] for one in missing["bevindingen"]] == ["when_low"]
    assert garbled == {"onleesbaar": True, "ontbreekt": "", "bevindingen": []}


def test_asking_keeps_nothing() -> None:
    item = content.definition()
    editor = signed_in(Role.EDITOR)
    address = reverse(item.snippet_viewset.get_url_name("preview_on_edit"), args=[item.pk])
    before = (Revision.objects.count(), Definition.objects.values().get(pk=item.pk))

    told = ask(editor, address, {"term": "Iets anders", "body": html(LONG)})

    assert told["bevindingen"] or told["ontbreekt"]
    assert (Revision.objects.count(), Definition.objects.values().get(pk=item.pk)) == before
    assert not FormState.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_who_may_not_edit_an_item_is_not_told(role: Role) -> None:
    item = content.definition()
    address = reverse(item.snippet_viewset.get_url_name("preview_on_edit"), args=[item.pk])

    answer = signed_in(role).post(f"{address}?bevindingen=1", {"term": "x", "body": html("y")})

    assert answer.status_code in {302, 403}


def test_every_field_in_which_a_rule_can_find_something_is_one_of_the_form() -> None:
    for model, kind in BY_MODEL.items():
        form = get_edit_handler(model).get_form_class()
        names = {*form.base_fields, *getattr(form, "formsets", {})}
        shape = KINDS[kind.name].shape
        for described in msgspec.structs.fields(shape):
            if described.encode_name not in ELSEWHERE:
                assert form_field_of(shape, described.encode_name) in names, (kind.name, described.encode_name)


@pytest.mark.parametrize(("orders", "row"), [((1, 2, 3), 2), ((3, 2, 1), 2), ((2, 3, 1), 2)])
def test_a_finding_says_which_row_wherever_that_was_dragged_to(orders: tuple[int, ...], row: int) -> None:
    texts = ("Weg ermee.", "De spelregels passen.", "")
    named = zip(("Rustig Leren", "Samen Sterk", "Stap voor Stap"), texts, strict=True)
    rows = [intervention_row(content.intervention(name), text) for name, text in named]
    for one, order in zip(rows, orders, strict=True):
        one["ORDER"] = str(order)
    rows[0]["DELETE"] = "on"

    told = ask(signed_in(Role.EDITOR), new_recommendation(), recommendation_form(links=rows))

    (found,) = (one for one in told["bevindingen"] if one["veld"] == "intervention_links")
    assert found["rij"] == f"intervention_links-{row}"


def test_what_is_about_all_rows_together_or_about_none_says_no_row() -> None:
    twice = content.intervention("Samen Sterk")
    links = [intervention_row(twice, "De spelregels passen."), intervention_row(twice, "De lessen passen.")]

    doubled = ask(signed_in(Role.EDITOR), new_recommendation(), recommendation_form(links=links, body=html(LONG)))

    assert {"intervention_links": "", "body": ""}.items() <= {
        one["veld"]: one["rij"] for one in doubled["bevindingen"]
    }.items()
