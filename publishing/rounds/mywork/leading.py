"""What a publisher has to do: open the round, watch it, close it, bring it out."""

from collections.abc import Iterator

from publishing.rounds.mywork.standing import Phase, Standing
from publishing.rounds.mywork.values import Task, TaskKind

_OF_PHASE = {
    Phase.NO_ROUND: TaskKind.OPEN_ROUND,
    Phase.READY: TaskKind.CLOSE_ROUND,
    Phase.CLOSED: TaskKind.RELEASE,
}


def leading(standing: Standing) -> Iterator[Task]:
    """Yield what a publisher has to do."""
    kind = _OF_PHASE.get(standing.phase)
    if kind is not None and not (kind is TaskKind.RELEASE and standing.candidate):  # then that candidate is the work
        yield Task(kind=kind, count=1)
    yield Task(kind=TaskKind.CHECK_POINTS, count=len(standing.points))
    if standing.phase is Phase.OPEN and standing.round is not None:
        yield Task(kind=TaskKind.MOVE_DEADLINE, count=int(standing.today > standing.round.deadline))
