"""Two people save one snippet: the second sees what differs, and nothing that was typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.content.models import Definition, Intervention, PracticeExample, Reference, SelectionQuestion, Step, Text
from tests.cms.content.colliding.opening import Editor, words
from tests.factories import content
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

MADE: dict[Any, tuple[Any, str]] = {
    Definition: (content.definition, "term"),
    Intervention: (content.intervention, "name"),
    PracticeExample: (content.practice_example, "title"),
    Reference: (content.reference, "title"),
    SelectionQuestion: (content.selection_question, "question"),
    Step: (content.step, "title"),
    Text: (content.text, "title"),
}


@pytest.fixture
def two() -> tuple[Client, Client]:
    return signed_in(Role.EDITOR, name="anna"), signed_in(Role.EDITOR, name="bram")


def _address(item: Any) -> str:
    return reverse(type(item).snippet_viewset.get_url_name("edit"), args=[item.pk])


def _editors(item: Any, two: tuple[Client, Client]) -> tuple[Editor, Editor]:
    item.save_revision()
    return Editor(two[0], _address(item)), Editor(two[1], _address(item))


def _latest(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_of_every_kind_the_second_who_saves_does_not_overwrite_the_first(
    model: Any, two: tuple[Client, Client]
) -> None:
    make, title = MADE[model]
    item = make()
    anna, bram = _editors(item, two)

    anna.save(**{title: "Van Anna"})
    answer = bram.save(**{title: "Van Bram"})

    assert answer.status_code == 409
    assert getattr(_latest(item), title) == "Van Anna"
    told = answer.content.decode()
    assert "<b>anna</b>" in told
    assert 'value="Van Bram"' in told


def test_what_only_one_of_both_changed_stays_and_what_both_changed_is_chosen(two: tuple[Client, Client]) -> None:
    item = content.step(title="Kies doelen")
    anna, bram = _editors(item, two)

    anna.save(title="Kies samen doelen", body=words("Begin met een vraag."))
    answer = bram.save(title="Kies drie doelen")
    done = bram.choose(answer, title="mijn")

    assert done.status_code == 302
    kept = _latest(item)
    assert (kept.title, "Begin met een vraag." in kept.body) == ("Kies drie doelen", True)
    assert kept.latest_revision.user.username == "bram"


def test_who_chooses_nothing_where_both_changed_is_asked_again_and_keeps_what_was_typed(
    two: tuple[Client, Client],
) -> None:
    item = content.step(title="Kies doelen")
    anna, bram = _editors(item, two)
    anna.save(title="Kies samen doelen")
    answer = bram.save(title="Kies drie doelen")

    again = bram.choose(answer)

    assert again.status_code == 409
    assert "Kies bij elk verschil" in again.content.decode()
    assert "drie" in again.content.decode()
    assert _latest(item).title == "Kies samen doelen"


@pytest.mark.parametrize(("whose", "title"), [("mijn", "Kies drie doelen"), ("ander", "Kies samen doelen")])
def test_all_of_one_can_be_taken_at_once(two: tuple[Client, Client], whose: str, title: str) -> None:
    item = content.step(title="Kies doelen")
    anna, bram = _editors(item, two)
    anna.save(title="Kies samen doelen")

    bram.choose(bram.save(title="Kies drie doelen"), alles=whose)

    assert _latest(item).title == title


def test_a_third_who_saves_while_one_chooses_is_not_overwritten_either(two: tuple[Client, Client]) -> None:
    item = content.step(title="Kies doelen")
    anna, bram = _editors(item, two)
    anna.save(title="Kies samen doelen")
    answer = bram.save(title="Kies drie doelen")
    Editor(two[0], _address(item)).save(title="Kies vier doelen")

    again = bram.choose(answer, title="mijn")

    assert again.status_code == 409
    assert _latest(item).title == "Kies vier doelen"


def test_an_error_in_the_second_form_does_not_make_it_forget_on_what_it_was_opened(two: tuple[Client, Client]) -> None:
    item = content.reference()
    anna, bram = _editors(item, two)
    anna.save(title="Van Anna")

    refused = bram.save(title="Van\x07Bram")
    assert refused.status_code == 200
    shown = refused.content.decode()
    assert f'name="loaded_revision_id" value="{bram.form["loaded_revision_id"]}"' in shown
    assert bram.save(title="Van Bram").status_code == 409
    assert _latest(item).title == "Van Anna"


def test_a_version_that_was_written_over_in_place_is_another_version(two: tuple[Client, Client]) -> None:
    item = content.step(title="Kies doelen")
    bram = _editors(item, two)[1]
    item.title = "Kies samen doelen"
    item.save_revision(overwrite_revision=item.get_latest_revision())

    assert bram.save(title="Kies drie doelen").status_code == 409


def test_a_form_opened_before_there_was_any_version_does_not_overwrite_the_first(two: tuple[Client, Client]) -> None:
    item = content.step(title="Kies doelen")
    item.revisions.all().delete()
    type(item).objects.filter(pk=item.pk).update(latest_revision=None)
    bram = Editor(two[1], _address(item))
    Editor(two[0], _address(item)).save(title="Kies samen doelen")

    assert bram.save(title="Kies drie doelen").status_code == 409


def test_two_who_save_the_same_are_told_so(two: tuple[Client, Client]) -> None:
    item = content.step(title="Kies doelen")
    anna, bram = _editors(item, two)
    anna.save(title="Kies samen doelen")

    assert bram.save(title="Kies samen doelen").status_code == 302


def test_one_person_saves_twice_without_being_stopped(two: tuple[Client, Client]) -> None:
    item = content.step(title="Kies doelen")
    Editor(two[0], _address(item)).save(title="Kies samen doelen")

    assert Editor(two[0], _address(item)).save(title="Kies drie doelen").status_code == 302
    assert _latest(item).title == "Kies drie doelen"
