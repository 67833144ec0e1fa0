"""The page of an item says who has it open in an editor at this moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from cms.accounts.models import User
from cms.content.models import Step
from tests.factories import content
from tests.factories.rounds import item_of, opened_on_release
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db


def _shown(made: Any, item: Any, user: User) -> str:
    return str(browser(user).get(reverse("rondeitem:show", args=[item_of(made, item).pk])).content.decode())


def test_who_has_the_editor_open_is_named_to_others_and_not_to_themselves(
    karin: User, sanne: User, joris: User
) -> None:
    step, domain = content.step(), content.domain()
    page = content.recommendation(domain)
    made = opened_on_release(karin)
    browser(sanne).get(reverse(Step.snippet_viewset.get_url_name("edit"), args=[step.pk]))
    browser(sanne).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert "Wordt nu bewerkt door <b>sanne</b>" in _shown(made, step, joris)
    assert "Wordt nu bewerkt door <b>sanne</b>" in _shown(made, page, joris)
    assert "Wordt nu bewerkt" not in _shown(made, step, sanne)
    assert "Wordt nu bewerkt" not in _shown(made, domain, joris)


def test_who_was_not_heard_of_for_ten_minutes_is_not_named(karin: User, sanne: User, joris: User) -> None:
    step = content.step()
    made = opened_on_release(karin)
    browser(sanne).get(reverse(Step.snippet_viewset.get_url_name("edit"), args=[step.pk]))
    EditingSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=11))

    assert "Wordt nu bewerkt" not in _shown(made, step, joris)
