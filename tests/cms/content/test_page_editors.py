"""Domains and recommendations through the forms that editors use."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import DomainPage, RecommendationPage
from tests.factories import content
from tests.factories.forms import domain_form, intervention_row, recommendation_form, resubmit
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def _add_url(kind: str, parent: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["content", kind, parent.pk])


def test_an_editor_makes_a_domain_that_is_a_draft_until_it_is_made_ready(editor: Client) -> None:
    root = content.wegwijzer()

    editor.post(_add_url("domainpage", root), domain_form())

    domain = DomainPage.objects.get()
    assert (domain.title, domain.number, domain.live) == ("Rust in de school", 1, False)
    resubmit(editor, reverse("wagtailadmin_pages:edit", args=[domain.pk]), **{"action-publish": "action-publish"})
    domain.refresh_from_db()
    assert (domain.live, domain.has_unpublished_changes) == (True, False)


def test_the_address_of_a_page_follows_from_its_title(editor: Client) -> None:
    editor.post(_add_url("domainpage", content.wegwijzer()), domain_form())

    assert DomainPage.objects.get().slug == "rust-in-de-school"


def test_a_domain_without_its_score_texts_is_kept_as_a_draft_but_cannot_be_made_ready(editor: Client) -> None:
    address = _add_url("domainpage", content.wegwijzer())

    refused = editor.post(address, domain_form(when_low="", **{"action-publish": "action-publish"}))
    assert refused.status_code == 200
    assert not DomainPage.objects.exists()
    editor.post(address, domain_form(when_low=""))

    assert DomainPage.objects.get().live is False


def test_an_editor_links_interventions_with_a_text_for_this_recommendation_in_order(editor: Client) -> None:
    domain = content.domain()
    first, second = content.intervention("Samen Sterk"), content.intervention("Rustig Leren")
    links = [intervention_row(first, "De spelregels."), intervention_row(second, "De pauzes.")]
    example = content.practice_example()

    editor.post(
        _add_url("recommendationpage", domain),
        recommendation_form(
            links=links,
            examples=[{"practice_example": str(example.pk)}],
            **{"action-publish": "action-publish"},
        ),
    )

    page = RecommendationPage.objects.get()
    rows = list(page.intervention_links.order_by("sort_order"))
    assert [row.intervention for row in rows] == [first, second]
    assert "De spelregels." in rows[0].tailored_text
    assert [row.practice_example for row in page.practice_links.all()] == [example]
    assert [row.text for row in page.substantiations.all()] == ["Monitor (fictief), 2020"]
    assert page.live


@pytest.mark.parametrize("kind", ["domainpage", "recommendationpage"])
def test_a_page_editor_has_no_promote_tab_no_slug_and_no_visibility(editor: Client, kind: str) -> None:
    parent = content.wegwijzer() if kind == "domainpage" else content.domain()

    shown = editor.get(_add_url(kind, parent)).content.decode()

    assert 'name="slug"' not in shown
    assert "tab-promot" not in shown.lower()
    assert "set-privacy" not in shown
    assert "Zichtbaar voor iedereen" not in shown
    assert 'name="comment_notifications"' in shown, "comments work on pages, and are kept"


def test_only_recommendations_stand_under_a_domain_and_only_domains_under_the_wegwijzer(editor: Client) -> None:
    domain = content.domain()

    editor.post(_add_url("domainpage", domain), domain_form(number="2", title="Elders"))
    editor.post(_add_url("recommendationpage", content.wegwijzer()), recommendation_form())
    editor.post(_add_url("wegwijzer", content.wegwijzer()), {"title": "Nog een"})

    assert content.wegwijzer().get_descendants().count() == 1


@pytest.mark.parametrize("view", ["delete", "unpublish", "move", "copy"])
def test_the_wegwijzer_itself_stays_where_it_is(editor: Client, view: str) -> None:
    root = content.wegwijzer()

    editor.post(reverse(f"wagtailadmin_pages:{view}", args=[root.pk]), {"new_parent_page": root.get_parent().pk})

    root.refresh_from_db()
    assert (root.live, root.depth) == (True, 2)
    assert type(root).objects.count() == 1
