"""Two people at once, on real connections with committed rows: one comes first, and the other sees it."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Review, Round
from publishing.rounds.reviewing import review_item
from publishing.rounds.syncing import sync_items
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, opened

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*works: Callable[[], object]) -> list[str]:
    """Do all behind a barrier, each on a connection of its own; return what the losers were told."""
    barrier = threading.Barrier(len(works))
    told: list[str] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except RoundError as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.fixture
def people(committed: None) -> tuple[User, User]:
    return person("joris", Role.REVIEWER), person("karin", Role.PUBLISHER)


def test_of_two_reviewers_one_is_first_and_the_other_is_told(people: tuple[User, User]) -> None:
    definition = content.definition()
    made = opened(people[1])
    held = item_of(made, definition)

    def review(by: User) -> Callable[[], object]:
        return lambda: review_item(item=held, digest=held.base_digest, by=by, at=timezone.now())

    (told,) = at_once(*(review(by) for by in people))
    assert "al beoordeeld" in told
    assert Review.objects.count() == 1


def test_two_who_open_a_round_open_one(people: tuple[User, User]) -> None:
    content.step()
    (told,) = at_once(*((lambda by=by: opened(by)) for by in people))
    assert "nog open" in told or "net een" in told
    assert Round.objects.get().items.count() == 1


def test_what_became_ready_is_added_once(people: tuple[User, User]) -> None:
    made = opened(people[1])
    content.step()
    assert at_once(*[lambda: sync_items(round=made)] * 2) == []
    assert made.items.count() == 1


def test_a_review_does_not_slip_into_a_round_that_is_being_closed(people: tuple[User, User]) -> None:
    content.step()
    made = opened(people[1])
    items = list(made.items.all())
    confirm_unchanged(round=made, items=items, by=people[0], at=timezone.now())
    told = at_once(
        lambda: close_round(round=made, by=people[1], at=timezone.now()),
        lambda: review_item(item=items[0], digest=items[0].base_digest, by=people[0], at=timezone.now()),
    )
    assert len(told) == 1
    assert "gesloten" in told[0] or "al beoordeeld" in told[0]
    assert Round.objects.get().closed_at is not None
