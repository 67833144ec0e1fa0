"""A closed round can be opened again as long as no release came of it, and everyone can see who did so and why."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cms.accounts.models import User
from publishing.audit.actions import Action
from publishing.audit.models import Result
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round
from publishing.rounds.releasing import release_round
from publishing.rounds.reopening import reopen_round
from publishing.rounds.states import ItemState
from tests.factories import content
from tests.factories.audit import the_event
from tests.factories.rounds import opened, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(karin: User, joris: User) -> Round:
    content.step()
    made = opened(karin)
    confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
    return close_round(round=made, by=karin, at=timezone.now())


def test_what_was_reviewed_stays_reviewed(closed: Round, karin: User) -> None:
    made = reopen_round(round=closed, reason="Er moet nog iets bij.", by=karin, at=timezone.now())
    assert made.closed_at is None
    assert [(one.reason, one.by) for one in made.reopenings.all()] == [("Er moet nog iets bij.", karin)]
    assert set(made.items.values_list("closing_state", "closing_digest")) == {("", "")}
    (item,) = made.items.all()
    assert row_of(made, item).state is ItemState.REVIEWED
    assert close_round(round=made, by=karin, at=timezone.now()).closed_at is not None


def test_a_reason_is_asked_and_an_open_round_stays_as_it_is(closed: Round, karin: User) -> None:
    with pytest.raises(RoundError, match="waarom"):
        reopen_round(round=closed, reason=" ", by=karin, at=timezone.now())
    reopen_round(round=closed, reason="Nog iets.", by=karin, at=timezone.now())
    with pytest.raises(RoundError, match="is al open"):
        reopen_round(round=closed, reason="Nog iets.", by=karin, at=timezone.now())


def test_one_that_came_out_stays_closed(closed: Round, karin: User) -> None:
    release_round(year=closed.year, closed_at=closed.closed_at, number="2026.1")
    with pytest.raises(RoundError, match=r"uitgebracht als 2026\.1"):
        reopen_round(round=closed, reason="Toch nog iets.", by=karin, at=timezone.now())
    refused = the_event(Action.ROUND_REOPENED)
    assert (refused.result, refused.actor_username, refused.reason) == (Result.REFUSED, "karin", "Toch nog iets.")
    with pytest.raises(RoundError, match=r"al uitgebracht als 2026\.1"):
        release_round(year=closed.year, closed_at=closed.closed_at, number="2026.2")


def test_only_a_round_that_is_closed_as_somebody_looked_at_it_comes_out(closed: Round, karin: User) -> None:
    seen = closed.closed_at
    made = reopen_round(round=closed, reason="Nog iets.", by=karin, at=timezone.now())
    with pytest.raises(RoundError, match="intussen heropend"):
        release_round(year=closed.year, closed_at=seen, number="2026.1")
    close_round(round=made, by=karin, at=timezone.now() + timedelta(seconds=1))
    with pytest.raises(RoundError, match="intussen heropend"):
        release_round(year=closed.year, closed_at=seen, number="2026.1")
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(year=closed.year).update(published_in="2026.1", closed_at=None, closed_by=None)


def test_while_another_is_open_it_stays_closed(closed: Round, karin: User) -> None:
    opened(karin, year=2027)
    with pytest.raises(RoundError, match="andere ronde open"):
        reopen_round(round=closed, reason="Nog iets.", by=karin, at=timezone.now())
    closed.refresh_from_db()
    assert closed.closed_at is not None
