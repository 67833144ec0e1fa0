"""Threads under an item of the round."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Comment, CommentMark, Round, RoundItem
from publishing.rounds.talking import answer_comment, settle_thread, threads_of
from publishing.rounds.working import comment_as_reader, comment_on_item
from tests.factories import content
from tests.factories.rounds import item_of, opened_on_release
from tests.publishing.rounds.item_pages import browser, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(karin: User) -> RoundItem:
    definition = content.definition()
    return item_of(opened_on_release(karin), definition)


@pytest.fixture
def asked(item: RoundItem, joris: User) -> Comment:
    return comment_on_item(item=item, text="Klopt dit nog?", by=joris, at=timezone.now())


def _do(comment: Comment, user: User, what: str, text: str = "") -> Any:
    sent = {"opmerking": comment.pk, "doe": what, "tekst": text}
    return browser(user).post(reverse("rondeitem:talk", args=[comment.item_id]), sent)


def _page(item: RoundItem, user: User) -> str:
    return str(browser(user).get(reverse("rondeitem:show", args=[item.pk])).content.decode())


def test_an_answer_stands_in_the_thread_and_an_answer_to_an_answer_too(
    asked: Comment, joris: User, sanne: User
) -> None:
    _do(asked, sanne, "antwoord", "Ja, nagekeken.")
    answer_comment(comment=Comment.objects.last(), text="Dank!", by=joris, at=timezone.now())  # type: ignore[arg-type]  # there is one

    (thread,) = threads_of(asked.item)
    assert thread.first.comment == asked
    assert [one.comment.text for one in thread.answers] == ["Ja, nagekeken.", "Dank!"]
    assert "Ja, nagekeken." in _page(asked.item, joris)


def test_a_settled_thread_says_by_whom_and_an_answer_opens_it_again(asked: Comment, joris: User, sanne: User) -> None:
    assert told(_do(asked, sanne, "afhandelen")) == "Afgehandeld."
    assert "<b>Afgehandeld</b> door sanne" in _page(asked.item, joris)

    _do(asked, joris, "antwoord", "Toch niet.")
    assert "<b>Afgehandeld</b>" not in _page(asked.item, joris)
    assert [mark.kind for mark in CommentMark.objects.all()] == ["afgehandeld", "heropend"]


def test_settling_twice_is_recorded_once_and_can_be_undone(asked: Comment, sanne: User) -> None:
    _do(asked, sanne, "afhandelen")
    _do(asked, sanne, "afhandelen")
    _do(asked, sanne, "heropenen")

    assert threads_of(asked.item)[0].settled is None
    assert CommentMark.objects.count() == 2


def test_one_withdraws_ones_own_words_and_nobody_elses(asked: Comment, joris: User, sanne: User) -> None:
    assert "alleen intrekken wat je zelf schreef" in told(_do(asked, sanne, "intrekken"))
    assert "Klopt dit nog?" in _page(asked.item, joris)

    _do(asked, joris, "intrekken")
    shown = _page(asked.item, sanne)
    assert "Klopt dit nog?" not in shown
    assert "Ingetrokken op" in shown
    assert Comment.objects.get().text == "Klopt dit nog?", "the record stays"


def test_what_a_reader_without_an_account_said_can_be_answered_and_settled(item: RoundItem, sanne: User) -> None:
    said = comment_as_reader(item=item, text="Wat is dit?", name="Mees", at=timezone.now())
    _do(said, sanne, "antwoord", "Een begrip.")
    _do(said, sanne, "afhandelen")

    shown = _page(item, sanne)
    assert "(lezer zonder account)" in shown
    assert "Een begrip." in shown


def test_an_empty_answer_is_refused_beside_its_thread(asked: Comment, sanne: User) -> None:
    answer = _do(asked, sanne, "antwoord", "  ")
    assert answer.status_code == 200
    assert f'id="fout-antwoord-{asked.pk}"' in answer.content.decode()


def test_a_comment_on_another_item_is_not_touched(asked: Comment, sanne: User) -> None:
    other = RoundItem.objects.exclude(pk=asked.item_id).first() or asked.item
    sent = {"opmerking": "999999", "doe": "afhandelen"}
    answer = browser(sanne).post(reverse("rondeitem:talk", args=[other.pk]), sent)
    assert "hoort niet bij dit item" in told(answer)


def test_nothing_is_settled_in_a_closed_round(asked: Comment, karin: User) -> None:
    Round.objects.filter(pk=asked.item.round_id).update(closed_at=timezone.now(), closed_by=karin)
    with pytest.raises(RoundError, match="gesloten"):
        settle_thread(comment=asked, by=karin, at=timezone.now())
    with pytest.raises(DatabaseError, match="closed round"), transaction.atomic():
        CommentMark.objects.create(comment=asked, kind="afgehandeld", by=karin, at=timezone.now())


def test_a_mark_is_neither_changed_nor_deleted(asked: Comment, sanne: User) -> None:
    settle_thread(comment=asked, by=sanne, at=timezone.now())
    for change in (CommentMark.objects.all().delete, lambda: CommentMark.objects.update(kind="heropend")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_many_threads_cost_as_many_queries_as_one(asked: Comment, sanne: User) -> None:
    with CaptureQueriesContext(connection) as few:
        threads_of(asked.item)
    for number in range(5):
        answer_comment(comment=asked, text=f"Antwoord {number}", by=sanne, at=timezone.now())
        comment_on_item(item=asked.item, text=f"Vraag {number}", by=sanne, at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        threads_of(asked.item)
    assert len(many) == len(few) == 3
