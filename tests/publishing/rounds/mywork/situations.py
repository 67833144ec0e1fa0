"""Rounds as plain values, without a database: people by their key, rows as they stand."""

import itertools
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from cms.accounts.models import User
from cms.vetting.progress import Stage
from publishing.rounds.changes import Change
from publishing.rounds.current import CurrentItem
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.mywork.candidates import InWork
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Judgement, Team, Viewer
from publishing.rounds.readiness import OpenPoint
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Row, Worklist

TODAY = date(2026, 9, 1)
PEOPLE = {pk: User(pk=pk, username=name) for pk, name in enumerate(("eva", "rik", "roos", "pim", "bea", "mees"), 1)}
EVA, RIK, ROOS, PIM, BEA, MEES = PEOPLE
VIEWERS = {
    EVA: Viewer(pk=EVA, name="eva", edits=True),
    RIK: Viewer(pk=RIK, name="rik", reviews=True),
    ROOS: Viewer(pk=ROOS, name="roos", reviews=True),
    PIM: Viewer(pk=PIM, name="pim", publishes=True),
    BEA: Viewer(pk=BEA, name="bea", manages=True),
    MEES: Viewer(pk=MEES, name="mees"),
}
TEAM = Team(
    editors=("eva",),
    reviewers=("rik", "roos"),
    publishers=("pim",),
    managers=("bea",),
    everyone=frozenset(PEOPLE),
)
_KEYS = itertools.count(1)
_NOT_READY = {ItemState.NOT_READY, ItemState.RETIRED}


def row(
    state: ItemState,
    *,
    to: int | None = None,
    changed_by: tuple[int, ...] = (),
    is_ready: bool | None = None,
    base: str = "same",
) -> Row:
    """Return a row in ``state``; it may be reviewed by the reviewers who did not change it."""
    key, uid = next(_KEYS), uuid4()
    item = RoundItem(pk=key, kind="stap", uid=uid, title=f"Stap {key}", base_digest=base, place=key)
    item.assigned_to = PEOPLE[to] if to else None
    may_review = tuple(PEOPLE[pk] for pk in (RIK, ROOS) if pk not in changed_by)
    ready = state not in _NOT_READY if is_ready is None else is_ready
    return Row(
        item=item,
        state=state,
        current=CurrentItem(kind="stap", uid=uid, pk=key, title=item.title, digest="same", parts={}) if ready else None,
        domains=frozenset(),
        risk=None,
        open_parts=(),
        changes=tuple(Change(pk, str(PEOPLE[pk]), datetime(2026, 8, 1, tzinfo=UTC), "gewijzigd") for pk in changed_by),
        lapsed_by=(),
        may_review=may_review,
        nobody_left="" if may_review else "Vraag bea.",
        assignee_may_review=to is not None and PEOPLE[to] in may_review,
        assignee_may_mend=to == EVA,
    )


def judgement(stage: Stage, by: int | None = None, **more: Any) -> Judgement:
    """Return how far a verdict is."""
    return Judgement(stage=stage, proposed_by=by, **more)


def standing(*rows: Row, **more: Any) -> Standing:
    """Return an open round of these rows; it is ready when all of them are settled and no point is given."""
    made = Round(year=2026, reference_date=date(2026, 7, 31), deadline=date(2026, 10, 1))
    waiting = [OpenPoint("stap", one.item.uid, one.item.title, "Open.") for one in rows if not one.is_settled]
    values: dict[str, Any] = {
        "today": TODAY,
        "team": TEAM,
        "round": made,
        "worklist": Worklist(made, list(rows), []),
        "points": tuple(waiting),
        **more,
    }
    return Standing(**values)


def closed(*, released: str = "", **in_work: Any) -> Standing:
    """Return a round that was closed, with what of releases is in work."""
    made = Round(
        year=2026,
        reference_date=date(2026, 7, 31),
        deadline=date(2026, 10, 1),
        closed_at=datetime(2026, 8, 30, tzinfo=UTC),
    )
    return Standing(today=TODAY, team=TEAM, round=made, released=released, in_work=InWork(**in_work))
