"""The preview shows what would be published, also of a draft that is not complete."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import Intervention, Step
from tests.factories import content
from tests.factories.forms import domain_form, html, intervention_row, recommendation_form
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def _preview(client: Client, address: str, form: dict[str, Any]) -> str:
    """Post the form as the preview panel does, and return what the panel then shows."""
    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    shown = client.get(address)
    assert shown.status_code == 200
    return shown.content.decode()


def _new_recommendation() -> str:
    domain = content.domain(title="Rust in de school")
    return reverse("wagtailadmin_pages:preview_on_add", args=["content", "recommendationpage", domain.pk])


def test_a_recommendation_that_is_not_saved_yet_shows_its_rows_by_name(editor: Client) -> None:
    form = recommendation_form(links=[intervention_row(content.intervention("Samen Sterk"), "De spelregels passen.")])

    shown = _preview(editor, _new_recommendation(), form)

    assert "Plan rust in de week" in shown
    assert "Samen Sterk" in shown
    assert "De spelregels passen." in shown
    assert "Nog niet opgeslagen" in shown


def test_a_row_that_points_at_nothing_is_said_and_nothing_breaks(editor: Client) -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention(): "<p>Past.</p>"})
    page.save_revision()
    Intervention.objects.all().delete()

    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    assert "Blokkeert de uitgave." in shown
    assert "Interventies: Verwijst naar een interventie die niet meer bestaat." in shown


@pytest.mark.parametrize("missing", ["title", "when_low", "explanation"])
def test_an_incomplete_domain_previews_with_what_is_missing(editor: Client, missing: str) -> None:
    root = content.wegwijzer()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["content", "domainpage", root.pk])
    empty = html("") if missing == "explanation" else ""

    shown = _preview(editor, address, domain_form(**{missing: empty}))

    assert "Voorbeeld van: domein" in shown


def test_an_item_without_a_name_says_that_it_cannot_be_published_yet(editor: Client) -> None:
    address = reverse(Intervention.snippet_viewset.get_url_name("preview_on_add"))

    shown = _preview(editor, address, {"name": "", "summary": html("Een lessenreeks.")})

    assert "Nog zonder naam" in shown
    assert "Dit kan nog niet worden gepubliceerd." in shown


def test_a_new_intervention_previews_before_it_has_observations(editor: Client) -> None:
    address = reverse(Intervention.snippet_viewset.get_url_name("preview_on_add"))

    shown = _preview(editor, address, {"name": "Rustig Leren", "summary": html("Een lessenreeks."), "age_from": "12.5"})

    assert "Een lessenreeks." in shown
    assert "12.5" in shown


def test_an_intervention_shows_its_recognitions_of_today(editor: Client) -> None:
    item = content.intervention()
    content.observation(item, "Goed onderbouwd")

    shown = editor.get(
        reverse(Intervention.snippet_viewset.get_url_name("as_published"), args=[item.pk])
    ).content.decode()

    assert "goed-onderbouwd" in shown


def test_a_preview_runs_no_script_and_asks_nothing_of_anyone(editor: Client) -> None:
    item = content.step(body='<p>Lees <a href="javascript:alert(1)">dit</a><script>alert(1)</script></p>')

    answer = editor.get(reverse(Step.snippet_viewset.get_url_name("as_published"), args=[item.pk]))

    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "<script" not in answer.content.decode()
    assert "javascript:" not in answer.content.decode()


def test_the_preview_holds_the_bytes_that_a_release_would_hold(editor: Client) -> None:
    item = content.definition("Prestatiedruk")

    shown = editor.get(reverse(item.snippet_viewset.get_url_name("as_published"), args=[item.pk])).content.decode()

    assert "&quot;soort&quot;: &quot;begrip&quot;" in shown
    assert "&quot;id&quot;: &quot;prestatiedruk&quot;" in shown
