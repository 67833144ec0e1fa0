"""Somebody who is named in a comment is asked to look, until they did."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.errors import RoundError
from publishing.rounds.mentions import named_in, open_mentions
from publishing.rounds.models import Comment, Mention, Round, RoundItem
from publishing.rounds.talking import answer_comment, settle_thread, withdraw_comment
from publishing.rounds.working import comment_on_item
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, opened_on_release
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(karin: User) -> RoundItem:
    definition = content.definition()
    return item_of(opened_on_release(karin), definition)


def _say(item: RoundItem, text: str, by: User) -> Comment:
    return comment_on_item(item=item, text=text, by=by, at=timezone.now())


def _waiting() -> list[str]:
    return [str(one.person) for one in open_mentions()]


def _home(user: User) -> str:
    return str(browser(user).get(reverse("wagtailadmin_home")).content.decode())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@sanne kijk jij even?", ["sanne"]),
        ("Kijk jij even, @Sanne? En @joris.", ["sanne", "joris"]),
        ("@sanne, @sanne!", ["sanne"]),
        ("Mail naar info@voorbeeld.example of @joris", ["joris"]),
        ("Niemand, dus.", []),
        ("Een @ alleen", []),
    ],
)
def test_who_is_named_is_found_by_user_name(text: str, named: list[str], sanne: User, joris: User) -> None:
    assert [one.username for one in named_in(text)] == named


def test_a_first_name_will_do_as_long_as_it_is_of_one_person(sanne: User) -> None:
    one = person("p.bakker", Role.EDITOR)
    User.objects.filter(pk=one.pk).update(first_name="Petra")
    assert named_in("@petra") == [one]

    other = person("p.smit", Role.EDITOR)
    User.objects.filter(pk=other.pk).update(first_name="Petra")
    with pytest.raises(RoundError, match=r"Wie bedoel je met @petra\?.*@p\.bakker"):
        named_in("@petra")


@pytest.mark.parametrize("name", ["kees", "weg", "zonder"])
def test_a_name_of_nobody_here_is_refused_with_who_there_is_and_keeps_the_text(
    item: RoundItem, sanne: User, joris: User, name: str
) -> None:
    User.objects.filter(pk=person("weg", Role.EDITOR).pk).update(is_active=False)
    person("zonder")

    answer = browser(joris).post(reverse("rondeitem:comment", args=[item.pk]), {"tekst": f"@{name} en @sanne: kijk!"})

    page = answer.content.decode()
    assert f"Wie bedoel je met @{name}? Kies uit:" in page
    assert f"@{name} en @sanne: kijk!" in page
    assert not Comment.objects.exists()


def test_the_page_says_whom_one_can_name_and_who_was_asked(item: RoundItem, sanne: User, joris: User) -> None:
    _say(item, "@sanne kijk!", joris)

    page = str(browser(joris).get(reverse("rondeitem:show", args=[item.pk])).content.decode())

    assert "<b>@sanne</b>" in page
    assert "<b>@joris</b>" not in page
    assert "Gevraagd om te kijken: sanne." in page


def test_who_is_named_sees_so_on_the_start_page_until_they_answered(item: RoundItem, sanne: User, joris: User) -> None:
    asked = _say(item, "@sanne kijk!", joris)
    assert "een opmerking die jou noemt" in _home(sanne)
    assert "een opmerking die jou noemt" not in _home(joris)

    answer_comment(comment=asked, text="Gedaan.", by=sanne, at=timezone.now())
    assert "een opmerking die jou noemt" not in _home(sanne)


def test_it_waits_again_when_they_are_named_once_more(item: RoundItem, sanne: User, joris: User) -> None:
    asked = _say(item, "@sanne kijk!", joris)
    answer_comment(comment=asked, text="Gedaan.", by=sanne, at=timezone.now())
    assert _waiting() == []

    answer_comment(comment=asked, text="Nog niet, @sanne.", by=joris, at=timezone.now())
    assert _waiting() == ["sanne"]


def test_a_settled_thread_asks_nobody_and_an_opened_one_does(item: RoundItem, sanne: User, joris: User) -> None:
    asked = _say(item, "@sanne kijk!", joris)
    settle_thread(comment=asked, by=joris, at=timezone.now())
    assert _waiting() == []

    answer_comment(comment=asked, text="Toch nog iets.", by=joris, at=timezone.now())
    assert _waiting() == ["sanne"]


def test_what_is_withdrawn_asks_nobody(item: RoundItem, sanne: User, joris: User) -> None:
    withdraw_comment(comment=_say(item, "@sanne kijk!", joris), by=joris, at=timezone.now())
    assert _waiting() == []


def test_who_names_themselves_is_not_asked(item: RoundItem, joris: User) -> None:
    _say(item, "@joris doet dit.", joris)
    assert _waiting() == []


def test_a_closed_round_asks_nobody(item: RoundItem, sanne: User, joris: User, karin: User) -> None:
    _say(item, "@sanne kijk!", joris)
    Round.objects.filter(pk=item.round_id).update(closed_at=timezone.now(), closed_by=karin)
    assert _waiting() == []


def test_who_is_named_is_one_press_away_from_what_was_said(item: RoundItem, sanne: User, joris: User) -> None:
    _say(item, "@sanne klopt dit nog?", joris)
    page = browser(sanne)
    tasks = page.get(reverse("wagtailadmin_home")).context["tasks"]
    (address,) = [one.address for one in tasks if one.action == "Naar de opmerking"]
    place, _, anchor = address.partition("#")
    assert "klopt dit nog?" in page.get(place).content.decode().partition(f'id="{anchor}"')[2]


def _change(mention: Mention) -> Any:
    return Mention.objects.filter(pk=mention.pk).update(person=mention.comment.author)


def _delete(mention: Mention) -> Any:
    return Mention.objects.filter(pk=mention.pk).delete()


@pytest.mark.parametrize("what", [_change, _delete])
def test_who_was_asked_stays_on_record(item: RoundItem, sanne: User, joris: User, what: Any) -> None:
    _say(item, "@sanne kijk!", joris)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        what(Mention.objects.get())
