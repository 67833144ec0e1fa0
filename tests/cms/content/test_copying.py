"""A copy is a new item: releases follow items by ``uid``, and no two may share one."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import DomainPage, Intervention, RecommendationPage
from tests.factories import content
from tests.factories.forms import resubmit
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


def test_a_copied_snippet_has_an_identity_of_its_own_and_is_a_draft() -> None:
    original = content.intervention("Rustig Leren")
    address = reverse(Intervention.snippet_viewset.get_url_name("copy"), args=[original.pk])

    resubmit(signed_in(Role.EDITOR), address, name="Rustig Leren voor de brugklas")

    copy = Intervention.objects.exclude(pk=original.pk).get()
    original.refresh_from_db()
    assert original.name == "Rustig Leren"
    assert copy.name == "Rustig Leren voor de brugklas"
    assert "Een lessenreeks over rust." in copy.summary
    assert copy.uid != original.uid
    assert copy.live is False


def _copy(page: Any, title: str, **fields: str) -> None:
    client = signed_in(Role.EDITOR)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    parent = page.get_parent().pk
    client.post(address, {"new_title": title, "new_parent_page": parent, **fields})


def test_a_copied_recommendation_and_each_of_its_rows_has_an_identity_of_its_own_also_after_klaarzetten() -> None:
    domain = content.domain()
    original = content.recommendation(domain, interventions={content.intervention(): "<p>Week drie.</p>"})
    original.save_revision().publish()

    _copy(original, "Plan nog meer rust")

    copy = RecommendationPage.objects.get(title="Plan nog meer rust")
    copy.get_latest_revision().publish()
    copy.refresh_from_db()
    assert copy.uid != original.uid
    assert copy.intervention_links.get().uid != original.intervention_links.get().uid
    assert copy.intervention_links.get().tailored_text == "<p>Week drie.</p>"
    assert copy.slug == "plan-nog-meer-rust"


def test_the_copy_screen_asks_for_a_title_and_a_place_only() -> None:
    page = content.recommendation(content.domain())

    shown = signed_in(Role.EDITOR).get(reverse("wagtailadmin_pages:copy", args=[page.pk])).content.decode()

    assert 'name="new_title"' in shown
    assert 'name="new_parent_page"' in shown
    assert not [word for word in ("slug", "alias", ">None<", "None\n") if word in shown.split("<main")[1]]


def test_a_copied_domain_takes_copies_of_its_recommendations_along() -> None:
    domain = content.domain()
    content.recommendation(domain, interventions={content.intervention(): "<p>Week drie.</p>"})

    _copy(domain, "Een tweede domein", copy_subpages="on")

    recommendations = RecommendationPage.objects.all()
    assert DomainPage.objects.count() == 2
    assert len({page.uid for page in recommendations}) == 2
    assert len({row.uid for page in recommendations for row in page.intervention_links.all()}) == 2


def test_a_copy_gets_a_free_address_and_never_becomes_an_alias() -> None:
    original = content.recommendation(content.domain())

    _copy(original, original.title, alias="on")

    copy = RecommendationPage.objects.exclude(pk=original.pk).get()
    assert copy.slug == f"{original.slug}-2"
    assert copy.alias_of is None


def test_a_new_item_gets_an_identity_at_random() -> None:
    assert isinstance(content.step().uid, uuid.UUID)
