"""What still stands between a round and its release, computed now, however large the round is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.models import User
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.errors import NotReadyError, RoundError
from publishing.rounds.models import Round
from publishing.rounds.readiness import readiness
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.retiring import retire_item
from publishing.rounds.states import ItemState
from publishing.rounds.syncing import sync_items
from publishing.rounds.worklist import read_worklist
from tests.factories import content
from tests.factories.rounds import DAY, DEADLINE, item_of, judged, made_ready, opened

pytestmark = pytest.mark.django_db


def confirm(round: Round, by: User) -> Any:
    return confirm_unchanged(round=round, items=round.items.all(), by=by, at=timezone.now())


class TestReadiness:
    """No open item, no stale verdict, no blocking finding: computed now."""

    def test_it_turns_green_and_an_edit_turns_it_back_and_names_the_item(
        self, karin: User, sanne: User, joris: User
    ) -> None:
        definition = content.definition()
        made = opened(karin)
        assert [str(one) for one in readiness(made)] == ["begrip 'Prestatiedruk': Nog te bevestigen."]
        confirm(made, joris)
        assert readiness(made) == []
        made_ready(definition, sanne, body="<p>Anders.</p>")
        (point,) = readiness(made)
        assert point.title == "Prestatiedruk"
        assert "klaargezet door sanne" in point.message

    def test_a_blocking_finding_stands_in_the_way_of_a_reviewed_item(self, karin: User, joris: User) -> None:
        content.reference(url="")
        made = opened(karin)
        confirm(made, joris)
        assert len(readiness(made)) == 1
        with pytest.raises(NotReadyError, match="De ronde kan nog niet dicht: nog 1 punt,"):
            close_round(round=made, by=karin, at=timezone.now())

    def test_an_intervention_without_verdict_is_said_once_and_one_left_out_at_every_link(
        self, karin: User, sanne: User, joris: User
    ) -> None:
        intervention = content.intervention("Rustig Leren")
        content.observation(intervention)
        for title in ("Rust", "Ruimte"):
            content.recommendation(content.domain(), title, interventions={intervention: "<p>Past.</p>"})
        made = opened(karin)
        confirm(made, joris)
        assert [point.title for point in readiness(made)] == ["Rustig Leren"]
        judged(intervention, sanne, joris, is_included=False)
        points = readiness(made)
        assert [point.title for point in points] == ["Rust", "Ruimte"]
        assert all("na toetsing niet opgenomen" in point.message for point in points)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda made, step, by: step.unpublish(user=by), "Staat niet klaar"),
            (lambda made, step, by: content.step(2), "nog niet in de werklijst"),
            (
                lambda made, step, by: retire_item(
                    item=item_of(made, step), reason="Dubbel.", by=by, at=timezone.now()
                ),
                "het staat nog klaar",
            ),
        ],
    )
    def test_what_stands_otherwise_than_the_round_says_is_an_open_point(
        self, change: Callable[[Round, Any, User], object], said: str, karin: User, sanne: User, joris: User
    ) -> None:
        step = content.step(1)
        made = opened(karin)
        confirm(made, joris)
        change(made, step, sanne)
        (point,) = readiness(made)
        assert said in point.message

    def test_a_closed_round_keeps_how_it_stood(self, karin: User, sanne: User, joris: User) -> None:
        definition = content.definition()
        made = opened(karin)
        confirm(made, joris)
        close_round(round=made, by=karin, at=timezone.now())
        made.refresh_from_db()
        made_ready(definition, sanne, body="<p>Voor volgend jaar.</p>")
        assert [row.state for row in read_worklist(made).rows] == [ItemState.REVIEWED]
        assert readiness(made) == []
        for change in (
            lambda: sync_items(round=made),
            lambda: confirm(made, joris),
            lambda: reschedule_round(round=made, reference_date=DAY, deadline=DEADLINE, by=karin, at=timezone.now()),
            lambda: retire_item(item=item_of(made, definition), reason="Oud.", by=sanne, at=timezone.now()),
        ):
            with pytest.raises(RoundError, match="gesloten"):
                change()


def _grow(first: int, last: int, by: User, other: User) -> None:
    parent = content.domain(first + 1)
    for number in range(first, last):
        intervention = content.intervention(f"Interventie {number}")
        content.observation(intervention, record=str(number))
        content.recommendation(parent, f"Aanbeveling {number}", interventions={intervention: "<p>Past.</p>"})
        made_ready(content.definition(f"Begrip {number}"), by, body="<p>Wat het is.</p>")
        judged(intervention, by, other)


def test_the_number_of_queries_does_not_grow_with_the_round(karin: User, joris: User) -> None:
    made = opened(karin)
    counted = [_queries_at(made, first, last, karin, joris) for first, last in ((0, 5), (5, 60))]
    assert counted[0] == counted[1]
    assert max(counted[0]) < 60


def _queries_at(made: Round, first: int, last: int, by: User, other: User) -> tuple[int, int]:
    """Return what the worklist and readiness of a round that grew ask."""
    _grow(first, last, by, other)
    sync_items(round=made)
    with CaptureQueriesContext(connection) as worklist:
        read_worklist(made)
    with CaptureQueriesContext(connection) as ready:
        readiness(made)
    return len(worklist), len(ready)
