"""What stood ready and was let go on purpose is no open work, and every screen says that it is no longer ready."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cms.accounts.roles import Role
from cms.content.models import Intervention, PracticeExample
from cms.content.screens.filters import STATES
from cms.content.screens.home import list_url
from tests.factories import content
from tests.factories.forms import resubmit
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

KINDS: list[Callable[[], Any]] = [
    content.domain,
    lambda: content.recommendation(content.domain()),
    content.intervention,
    content.practice_example,
    content.text,
    content.step,
    content.selection_question,
    content.definition,
    content.reference,
]


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR)


def _listed(client: Client, model: Any, state: str) -> list[int]:
    return [item.pk for item in client.get(f"{list_url(model)}?staat={state}").context["object_list"]]


@pytest.mark.parametrize("make", KINDS)
def test_what_was_let_go_has_a_state_of_its_own_and_is_no_open_work(editor: Client, make: Any) -> None:
    item = content.let_go(make())

    states = [state for state in STATES if item.pk in _listed(editor, type(item), state)]

    assert states == ["niet-meer-klaar"]
    assert "niet meer klaar" in editor.get(f"{list_url(type(item))}?staat=niet-meer-klaar").content.decode()


@pytest.mark.parametrize("make", KINDS)
def test_what_was_let_go_and_is_written_on_again_is_a_draft_and_open_work(editor: Client, make: Any) -> None:
    item = content.let_go(make())
    item.save_revision()

    states = [state for state in STATES if item.pk in _listed(editor, type(item), state)]

    assert states == ["open-werk", "concept"]
    item.refresh_from_db()
    assert item.status_string == "concept"


@pytest.mark.parametrize("make", KINDS)
def test_what_is_made_ready_again_is_ready_again(editor: Client, make: Any) -> None:
    item = content.let_go(make())
    item.get_latest_revision().publish()

    assert _listed(editor, type(item), "klaar") == [item.pk]
    assert _listed(editor, type(item), "niet-meer-klaar") == []


def test_the_home_page_does_not_ask_to_make_ready_what_was_let_go(editor: Client) -> None:
    content.step()
    content.let_go(content.intervention())
    content.let_go(content.practice_example())

    shown = editor.get(reverse("wagtailadmin_home")).content.decode()

    assert "Er wachten geen concepten." in shown
    assert "staat=open-werk" not in shown


def test_a_list_does_not_advise_to_make_ready_what_was_let_go(editor: Client) -> None:
    content.let_go(content.intervention())

    shown = editor.get(list_url(Intervention)).content.decode()

    assert "Er wachten hier geen concepten." in shown
    assert "zet het klaar" not in shown


def test_a_copy_of_what_was_let_go_is_a_draft_that_was_never_ready(editor: Client) -> None:
    item = content.let_go(content.intervention("Week in Zicht"))
    address = reverse(Intervention.snippet_viewset.get_url_name("copy"), args=[item.pk])

    resubmit(editor, address, name="Week op Zicht")

    assert [one.name for one in Intervention.objects.drafts()] == ["Week op Zicht"]


def test_searching_says_that_it_is_no_longer_ready(editor: Client) -> None:
    content.let_go(content.intervention("Week in Zicht"))

    assert "niet meer klaar" in editor.get("/admin/pages/search/?q=zicht").content.decode()


@pytest.mark.parametrize("model", [Intervention, PracticeExample])
@pytest.mark.parametrize("screen", ["list", "choose", "search"])
def test_telling_the_state_of_many_asks_no_more_than_of_one(
    editor: Client, model: Any, screen: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make = {Intervention: content.intervention, PracticeExample: content.practice_example}[model]
    url = {
        "list": list_url(model),
        "choose": reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose_results")),
        "search": "/admin/pages/search/?q=week",
    }[screen]
    content.let_go(make("Week 0"))
    editor.get(url)
    with django_assert_max_num_queries(200) as one:
        assert "niet meer klaar" in editor.get(url).content.decode()
    for number in range(1, 8):
        content.let_go(make(f"Week {number}"))

    with django_assert_max_num_queries(len(one.captured_queries)):
        editor.get(url)
