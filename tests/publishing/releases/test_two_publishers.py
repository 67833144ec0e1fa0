"""Two people press at the same moment, on real connections with committed rows: one wins, the other is told who.

Half of the rounds are about the same candidate, half about two that were frozen on the same release. The last test
takes the protection away and shows that the same race then has two winners: so the rounds prove something.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet

from cms.accounts.models import User
from publishing.releases import publish
from publishing.releases.channels import move_channel
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Channel, Publication, Release, ReleaseEvent
from publishing.releases.preparing import prepare_release
from publishing.releases.publish import publish_release
from tests.factories.again import again
from tests.factories.people import person
from tests.factories.releases import AT, approvers, published

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 50


def press_at_once(presses: Sequence[tuple[str, User]]) -> dict[str, str]:
    """Let each person publish a number behind a barrier; return what the losers were told, by who they are."""
    barrier = threading.Barrier(len(presses), timeout=30)
    losers: dict[str, str] = {}

    def press(number: str, by: User) -> None:
        try:
            barrier.wait()
            publish_release(number=number, by=by, at=AT)
        except ReleaseError as error:
            losers[by.username] = str(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=one) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return losers


def one_wins(presses: Sequence[tuple[str, User]]) -> None:
    """Race, and hold what came of it against what must: one release more, one move, and the loser knows by whom."""
    before, generation = Publication.objects.count(), Channel.objects.get().generation
    losers = press_at_once(presses)
    made = Publication.objects.latest("pk")
    (winner,) = {by.username for _, by in presses} - set(losers)
    assert Publication.objects.count() == before + 1
    assert made.published_by.username == winner
    channel = Channel.objects.get()
    assert (channel.generation, channel.current_id) == (generation + 1, made.release_id)
    assert [one.release_id for one in ReleaseEvent.objects.filter(generation__gt=generation)] == [made.release_id]
    assert all(f"door {winner}" in words for words in losers.values()), losers


def frozen_on(live: Release, *numbers: str) -> list[Release]:
    """Return a prepared candidate per number, each frozen while ``live`` was the last."""
    made = [again(live, number) for number in numbers]
    for one in made:
        prepare_release(release=one, at=AT)
    return made


@pytest.fixture
def live(committed: None) -> Release:
    made = published("2026.1", by=person("eerder"))
    approvers()  # keep their roles, so that what they said of the same content stands
    return made


@pytest.fixture
def people(committed: None) -> tuple[User, User]:
    return person("een"), person("twee")


def test_of_two_publishers_at_once_one_wins_every_time_and_the_other_is_told_who(
    live: Release, people: tuple[User, User]
) -> None:
    for place in range(ROUNDS):
        numbers = [f"2026.{2 * place + 2}", f"2026.{2 * place + 3}"][: 1 + place % 2]
        frozen_on(live, *numbers)
        one_wins([(numbers[0], people[0]), (numbers[-1], people[1])])
        live = Publication.objects.latest("pk").release
    moves = ReleaseEvent.objects.order_by("pk").values_list("generation", flat=True)
    assert list(moves) == list(range(1, ROUNDS + 2))


@contextmanager
def unprotected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take away the lock and the compare-and-set, and let both look before either writes."""
    both = threading.Barrier(2, timeout=30)
    record = publish._record

    def record_when_both_looked(*args: Any, **kwargs: Any) -> None:
        both.wait()
        record(*args, **kwargs)

    def move_blindly(channel: Channel, *, expected_generation: int, **kwargs: Any) -> None:
        Channel.objects.filter(pk=channel.pk).update(generation=F("generation") + 1)
        move_channel(channel, expected_generation=Channel.objects.get(pk=channel.pk).generation, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "select_for_update", QuerySet.all)
        patched.setattr(publish, "_record", record_when_both_looked)
        patched.setattr(publish, "move_channel", move_blindly)
        yield


def test_without_lock_and_compare_and_set_the_same_race_has_two_winners(
    live: Release, people: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen_on(live, "2026.2", "2026.3")
    with unprotected(monkeypatch), pytest.raises((AssertionError, ValueError)):
        one_wins([("2026.2", people[0]), ("2026.3", people[1])])
    assert set(Publication.objects.values_list("number", flat=True)) == {"2026.1", "2026.2", "2026.3"}
