"""What Wagtail 8.0 does that would hurt here: each trap of lessons.md, sprung."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page, Site

from cms.accounts.roles import Role
from cms.content import models as content_models
from cms.content.models import Definition, Intervention, InterventionLink, PracticeLink, RecommendationPage
from tests.factories import content
from tests.factories.forms import resubmit
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_recommendation_can_still_be_edited_after_its_intervention_is_deleted() -> None:
    intervention = content.intervention()
    page = content.recommendation(content.domain(), interventions={intervention: "<p>Week drie.</p>"})
    page.save_revision().publish()
    editor = signed_in(Role.EDITOR)
    address = reverse(Intervention.snippet_viewset.get_url_name("delete"), args=[intervention.pk])

    asked = editor.get(address).content.decode()
    editor.post(address)
    saved = resubmit(editor, _edit(page), title="Nog steeds te bewerken")

    assert "Plan rust in de week" in asked, "the question says where the intervention is used"
    assert not Intervention.objects.exists()
    assert saved.status_code == 302
    latest = RecommendationPage.objects.get().get_latest_revision_as_object()
    assert latest.title == "Nog steeds te bewerken"
    assert [row.intervention for row in latest.intervention_links.all()] == [None]


def test_deleting_says_also_in_which_drafts_an_item_stands() -> None:
    intervention, example = content.intervention(), content.practice_example()
    page = content.recommendation(content.domain())
    page.intervention_links.add(InterventionLink(intervention=intervention, tailored_text="<p>Week drie.</p>"))
    page.practice_links.add(PracticeLink(practice_example=example))
    page.save_revision()
    editor = signed_in(Role.EDITOR)

    for item in (intervention, example):
        address = reverse(type(item).snippet_viewset.get_url_name("delete"), args=[item.pk])
        assert "dit staat in 1 aanbeveling:" in editor.get(address).content.decode()


def test_rows_keep_their_identity_through_the_editor_and_through_klaarzetten() -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention(): "<p>Week drie.</p>"})
    page.save_revision().publish()
    before = page.intervention_links.get().uid

    resubmit(signed_in(Role.EDITOR), _edit(page), title="Anders", **{"action-publish": "action-publish"})

    page = RecommendationPage.objects.get()
    assert page.title == "Anders"
    assert page.intervention_links.get().uid == before


def test_publishing_an_old_version_again_keeps_the_identity_of_rows_too() -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention(): "<p>Week drie.</p>"})
    old = page.save_revision()
    old.publish()
    before = page.intervention_links.get().uid
    page.intervention_links.clear()
    page.save_revision().publish()

    old.publish()

    assert RecommendationPage.objects.get().intervention_links.get().uid == before


def test_an_older_draft_that_is_made_ready_does_not_undo_the_order_in_which_items_were_dragged() -> None:
    items = [content.definition(term) for term in ("een", "twee", "drie")]
    items[2].save_revision()
    editor = signed_in(Role.EDITOR)
    drag = reverse(Definition.snippet_viewset.get_url_name("reorder"), args=[items[2].pk])
    editor.post(f"{drag}?position=0")

    Definition.objects.get(pk=items[2].pk).latest_revision.publish()

    assert [item.term for item in Definition.objects.all()] == ["drie", "een", "twee"]


def test_an_editor_page_does_not_save_by_itself() -> None:
    page = content.recommendation(content.domain())

    assert settings.WAGTAIL_AUTOSAVE_INTERVAL == 0
    assert "data-w-autosave-interval-value" not in signed_in(Role.EDITOR).get(_edit(page)).content.decode()


def test_no_editor_has_a_panel_of_checks_that_stays_empty() -> None:
    domain, item = content.domain(), content.definition()
    names = Definition.snippet_viewset.get_url_name
    editors = [
        _edit(domain),
        reverse("wagtailadmin_pages:add", args=["content", "recommendationpage", domain.pk]),
        reverse(names("edit"), args=[item.pk]),
        reverse(names("add")),
    ]
    editor = signed_in(Role.EDITOR)
    for address in editors:
        shown = editor.get(address).content.decode()
        assert 'data-side-panel="preview"' in shown, address
        assert 'data-side-panel="checks"' not in shown, address


def test_every_request_is_one_transaction() -> None:
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is True


@pytest.mark.parametrize("address", ["/wegwijzer/", "/rust-in-de-school/", "/api/v2/pages/", "/api/v3/pages/"])
def test_no_page_and_no_wagtail_api_is_public(client: Client, address: str) -> None:
    content.domain(title="Rust in de school")

    assert client.get(address).status_code == 404


def test_no_address_serves_pages() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtail_serve", args=["wegwijzer/"])
    with pytest.raises(Resolver404):
        resolve("/wegwijzer/")


def test_there_is_no_site_so_no_page_has_a_public_address() -> None:
    assert not Site.objects.exists()
    assert content.domain().url is None


def test_the_first_locale_is_dutch_and_the_only_one() -> None:
    assert [locale.language_code for locale in Locale.objects.all()] == ["nl"]
    assert settings.WAGTAIL_I18N_ENABLED is False


def test_rich_text_has_few_features_and_none_that_uploads() -> None:
    allowed = {"bold", "italic", "h3", "h4", "ol", "ul", "link"}
    editors: dict[str, Any] = settings.WAGTAILADMIN_RICH_TEXT_EDITORS
    default = set(editors["default"]["OPTIONS"]["features"])
    own = [
        set(field.features or default)
        for model in vars(content_models).values()
        if hasattr(model, "_meta")
        for field in model._meta.get_fields()
        if isinstance(field, RichTextField)
    ]

    assert len(own) > 8
    assert all(features <= allowed for features in [default, *own])


def test_no_foreign_key_of_content_protects_what_it_points_at() -> None:
    protecting = [
        f"{model.__name__}.{field.name}"
        for model in vars(content_models).values()
        if hasattr(model, "_meta")
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.on_delete.__name__ == "PROTECT"
    ]

    assert protecting == []


def test_content_has_no_plain_many_to_many_whose_draft_edits_would_be_lost() -> None:
    plain = [
        f"{model.__name__}.{field.name}"
        for model in vars(content_models).values()
        if hasattr(model, "_meta")
        for field in model._meta.local_many_to_many
    ]

    assert plain == []
