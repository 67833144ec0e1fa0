"""What an editor has to do: mend, make ready, propose, write."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cms.vetting.progress import Stage
from publishing.rounds.mywork.holding import Holder, holder_of, is_assigned_to, was_changed_by
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Judgement, Task, TaskKind, Viewer, task
from publishing.rounds.risk import Risk
from publishing.rounds.states import TO_MEND, ItemState
from publishing.rounds.worklist import Row

_ASKING = {
    Stage.ASKS_PROPOSAL: TaskKind.PROPOSE,
    Stage.DISAGREED: TaskKind.PROPOSE_AGAIN,
    Stage.STALE: TaskKind.PROPOSE_STALE,
}


def editing(standing: Standing, viewer: Viewer) -> Iterator[Task]:
    """Yield what the editor ``viewer`` has to do."""
    mine = [row.item for row in standing.rows if is_to_mend_by(row, viewer)]
    states = {row.item.pk: row.state for row in standing.rows}
    yield task(TaskKind.MEND, (item for item in mine if states[item.pk] is ItemState.REJECTED))
    yield task(TaskKind.MAKE_READY, (item for item in mine if states[item.pk] is ItemState.NOT_READY))
    yield task(TaskKind.ADOPT, (row.item for row in standing.rows if holder_of(row) is Holder.EDITORS))
    yield from _proposing(standing.judgements)
    yield Task(kind=TaskKind.WRITE_TEXTS, count=standing.missing_texts)
    if not viewer.publishes:  # a publisher has them among the open points
        yield Task(kind=TaskKind.SOLVE_FINDINGS, count=standing.blocking_findings)
    yield task(TaskKind.TAKE_OUT, (row.item for row in standing.rows if _is_let_go_and_ready(row)))
    yield Task(kind=TaskKind.UPDATE_LIST, count=len(standing.worklist.unlisted) if standing.worklist else 0)
    yield task(TaskKind.REASSIGN, (row.item for row in standing.rows if _is_with_who_left(row, standing)))


def is_to_mend_by(row: Row, viewer: Viewer) -> bool:
    """Whether mending ``row`` is up to the viewer: it was given to them, or is nobody's and they changed it."""
    if row.state not in TO_MEND:
        return False
    holder = holder_of(row)
    if holder is Holder.ASSIGNEE:
        return is_assigned_to(row, viewer)
    return holder is Holder.CHANGERS and was_changed_by(row, viewer)


def _proposing(judgements: Iterable[Judgement]) -> Iterator[Task]:
    for stage, kind in _ASKING.items():
        asking = [one for one in judgements if one.stage == stage]
        yield Task(kind=kind, count=len(asking), details=_by_risk(asking))


def _by_risk(asking: Iterable[Judgement]) -> tuple[str, ...]:
    """Return how many there are of each risk, the heaviest first: together they are all."""
    counted = Counter(one.risk for one in asking)
    told = [f"{counted[risk]} {risk.label}" for risk in Risk if counted[risk]]
    return (*told, f"{counted[None]} nog niet klaargezet") if counted[None] else tuple(told)


def _is_let_go_and_ready(row: Row) -> bool:
    return row.state is ItemState.RETIRED and row.current is not None


def _is_with_who_left(row: Row, standing: Standing) -> bool:
    person = row.item.assigned_to_id
    return not row.is_settled and person is not None and person not in standing.team.everyone
