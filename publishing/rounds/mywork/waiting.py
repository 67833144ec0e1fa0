"""What waits for somebody else, and for whom: what the viewer cannot or need not do."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from cms.vetting.progress import PROPOSING, Stage
from publishing.rounds.models import RoundItem
from publishing.rounds.mywork.candidates import waiting_for_release
from publishing.rounds.mywork.editing import is_to_mend_by
from publishing.rounds.mywork.holding import Holder, holder_of, is_assigned_to, may_review, was_changed_by
from publishing.rounds.mywork.reviewing import may_decide
from publishing.rounds.mywork.standing import Phase, Standing
from publishing.rounds.mywork.values import SHOWN, Viewer, Waiting, WaitKind
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Row

_LED = {Phase.NO_ROUND: WaitKind.OPENING, Phase.READY: WaitKind.CLOSING, Phase.CLOSED: WaitKind.RELEASING}


def waiting(standing: Standing, viewer: Viewer) -> Iterator[Waiting]:
    """Yield what waits for somebody else; a count of nothing among it."""
    yield from _with_people(standing, viewer)
    yield from _with_reviewers(standing, viewer)
    yield from _with_editors(standing, viewer)
    if not viewer.manages:
        stuck = sum(holder_of(row) is Holder.MANAGERS for row in standing.rows)
        yield Waiting(kind=WaitKind.REVIEWER_WANTED, who=standing.team.managers, count=stuck)
    yield from waiting_for_release(standing.in_work, viewer, standing.team)
    if not viewer.publishes and (kind := _LED.get(standing.phase)) and not _is_on_its_way(standing):
        yield Waiting(kind=kind, who=standing.team.publishers)


def _is_on_its_way(standing: Standing) -> bool:
    """Whether the closed round has a candidate that nothing holds back: that one is told of by itself."""
    made = standing.candidate
    return standing.phase is Phase.CLOSED and made is not None and not made.blocking


def _with_people(standing: Standing, viewer: Viewer) -> Iterator[Waiting]:
    """Yield what was given to each other person, who has most first."""
    given: defaultdict[int, list[RoundItem]] = defaultdict(list)
    for row in standing.rows:
        if holder_of(row) is Holder.ASSIGNEE and not is_assigned_to(row, viewer):
            given[row.item.assigned_to_id or 0].append(row.item)
    for person, items in sorted(given.items(), key=lambda one: (-len(one[1]), str(one[1][0].assigned_to))):
        yield Waiting(kind=WaitKind.ASSIGNED, who=(str(items[0].assigned_to),), count=len(items), person=person)


def _with_reviewers(standing: Standing, viewer: Viewer) -> Iterator[Waiting]:
    reviewers = _others(standing.team.reviewers, viewer)
    others = [row for row in standing.rows if holder_of(row) is Holder.REVIEWERS and not may_review(row, viewer)]
    again = [row.item for row in others if _lapsed_by(row, viewer)]
    yield Waiting(kind=WaitKind.REVIEW_AGAIN, who=reviewers, count=len(again), items=tuple(again[:SHOWN]))
    yield Waiting(kind=WaitKind.REVIEW, who=reviewers, count=len(others) - len(again))
    asked = [one for one in standing.judgements if one.stage is Stage.ASKS_DECISION]
    decisions = sum(not may_decide(one, viewer) for one in asked)
    yield Waiting(kind=WaitKind.DECISION, who=reviewers, count=decisions)


def _with_editors(standing: Standing, viewer: Viewer) -> Iterator[Waiting]:
    editors = standing.team.editors
    if not viewer.edits:
        proposals = sum(one.stage in PROPOSING for one in standing.judgements)
        yield Waiting(kind=WaitKind.PROPOSAL, who=editors, count=proposals)
        free = sum(holder_of(row) is Holder.EDITORS for row in standing.rows)
        yield Waiting(kind=WaitKind.MENDING, who=editors, count=free)
    theirs = (row for row in standing.rows if holder_of(row) is Holder.CHANGERS and not _is_own_work(row, viewer))
    for names, count in Counter(_changers(row) for row in theirs).items():
        yield Waiting(kind=WaitKind.MENDING, who=names, count=count)


def _is_own_work(row: Row, viewer: Viewer) -> bool:
    return viewer.edits and is_to_mend_by(row, viewer)


def _changers(row: Row) -> tuple[str, ...]:
    return tuple(sorted({change.name for change in row.changes}))


def _others(names: tuple[str, ...], viewer: Viewer) -> tuple[str, ...]:
    return tuple(name for name in names if name != viewer.name)


def _lapsed_by(row: Row, viewer: Viewer) -> bool:
    """Whether the viewer has a part in it that the item is to be reviewed again."""
    return row.state is ItemState.LAPSED and (was_changed_by(row, viewer) or is_assigned_to(row, viewer))
