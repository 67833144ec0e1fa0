"""Two people save one recommendation, with the texts tailored to its interventions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import RecommendationPage
from tests.cms.content.colliding.opening import Editor, words
from tests.factories import content
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

FIRST, SECOND = "intervention_links-0-tailored_text", "intervention_links-1-tailored_text"


@pytest.fixture
def page() -> RecommendationPage:
    links = {content.intervention("Samen Sterk"): "<p>Eén.</p>", content.intervention("Rustig Leren"): "<p>Twee.</p>"}
    made: RecommendationPage = content.recommendation(content.domain(), title="Plan rust", interventions=links)
    made.save_revision()
    return made


@pytest.fixture
def two(page: RecommendationPage) -> tuple[Editor, Editor]:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    people: list[Client] = [signed_in(Role.EDITOR, name=name) for name in ("anna", "bram")]
    return Editor(people[0], address), Editor(people[1], address)


def _latest(page: RecommendationPage) -> Any:
    return RecommendationPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def _texts(page: RecommendationPage) -> dict[str, str]:
    return {str(row.intervention): row.tailored_text for row in _latest(page).intervention_links.all()}


def test_two_who_each_change_another_tailored_text_lose_neither(
    page: RecommendationPage, two: tuple[Editor, Editor]
) -> None:
    anna, bram = two
    anna.save(**{FIRST: words("Van Anna.")})

    answer = bram.save(**{SECOND: words("Van Bram.")})
    assert answer.status_code == 409
    bram.choose(answer)

    texts = _texts(page)
    assert "Van Anna." in texts["Samen Sterk"]
    assert "Van Bram." in texts["Rustig Leren"]


def test_one_tailored_text_that_both_changed_is_chosen_by_itself(
    page: RecommendationPage, two: tuple[Editor, Editor]
) -> None:
    anna, bram = two
    anna.save(title="Plan meer rust", **{FIRST: words("Van Anna.")})
    answer = bram.save(**{FIRST: words("Van Bram.")})
    row = page.intervention_links.get(intervention__name="Samen Sterk")

    bram.choose(answer, **{f"intervention_links__{row.uid}": "mijn"})

    assert "Van Bram." in _texts(page)["Samen Sterk"]
    assert _latest(page).title == "Plan meer rust"
    assert {one.uid for one in _latest(page).intervention_links.all()} == {
        one.uid for one in page.intervention_links.all()
    }


def test_a_row_that_one_takes_away_and_the_other_leaves_is_gone(
    page: RecommendationPage, two: tuple[Editor, Editor]
) -> None:
    anna, bram = two
    anna.save(title="Plan meer rust")

    bram.choose(bram.save(**{"intervention_links-0-DELETE": "1"}))

    assert list(_texts(page)) == ["Rustig Leren"]


def test_a_row_that_the_other_added_stays_beside_mine(page: RecommendationPage, two: tuple[Editor, Editor]) -> None:
    anna, bram = two
    third = content.intervention("Stap voor Stap")
    anna.save(
        **{
            "intervention_links-TOTAL_FORMS": "3",
            "intervention_links-2-intervention": str(third.pk),
            "intervention_links-2-tailored_text": words("Drie."),
            "intervention_links-2-id": "",
            "intervention_links-2-ORDER": "3",
            "intervention_links-2-DELETE": "",
        }
    )

    bram.choose(bram.save(**{SECOND: words("Van Bram.")}))

    assert list(_texts(page)) == ["Samen Sterk", "Rustig Leren", "Stap voor Stap"]
    assert "Van Bram." in _texts(page)["Rustig Leren"]


def test_a_version_made_ready_meanwhile_does_not_lose_the_text_of_the_second(
    page: RecommendationPage, two: tuple[Editor, Editor]
) -> None:
    anna, bram = two
    anna.save(title="Plan meer rust", **{"action-publish": "action-publish"})

    answer = bram.save(**{FIRST: words("Van Bram."), "action-publish": "action-publish"})
    assert answer.status_code == 409
    bram.choose(answer)

    assert "Van Bram." in _texts(page)["Samen Sterk"]
    live = RecommendationPage.objects.get(pk=page.pk)
    assert (live.title, live.has_unpublished_changes) == ("Plan meer rust", True)
    assert "Van Bram." not in live.intervention_links.first().tailored_text


def test_a_draft_that_was_never_ready_is_kept_with_what_was_chosen(
    page: RecommendationPage, two: tuple[Editor, Editor]
) -> None:
    page.unpublish()
    anna, bram = two
    anna.save(**{FIRST: words("Van Anna.")})

    bram.choose(bram.save(title="Plan heel veel rust"))

    assert _latest(page).title == "Plan heel veel rust"
    assert "Van Anna." in _texts(page)["Samen Sterk"]
    assert RecommendationPage.objects.get(pk=page.pk).title == "Plan heel veel rust"
