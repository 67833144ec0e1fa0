"""What a reviewer has to do: decide on proposals, look at items, confirm what is as it was."""

from collections.abc import Iterator

from cms.vetting.progress import Stage
from publishing.rounds.mywork.holding import Holder, holder_of, is_assigned_to, may_review
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Judgement, Task, TaskKind, Viewer, task
from publishing.rounds.states import TO_REVIEW, ItemState


def reviewing(standing: Standing, viewer: Viewer) -> Iterator[Task]:
    """Yield what the reviewer ``viewer`` has to do. What was given to another reviewer is left to them."""
    allowed = [row for row in standing.rows if row.state in TO_REVIEW and may_review(row, viewer)]
    free = [row for row in allowed if holder_of(row) is Holder.REVIEWERS]
    yield task(TaskKind.REVIEW_ASSIGNED, (row.item for row in allowed if is_assigned_to(row, viewer)))
    yield Task(kind=TaskKind.DECIDE, count=sum(may_decide(one, viewer) for one in standing.judgements))
    yield task(TaskKind.REVIEW, (row.item for row in free if row.state is not ItemState.TO_CONFIRM))
    yield Task(kind=TaskKind.CONFIRM, count=sum(row.state is ItemState.TO_CONFIRM for row in free))


def may_decide(judgement: Judgement, viewer: Viewer) -> bool:
    """Whether ``judgement`` waits for a decision that the viewer may take: nobody decides on their own proposal."""
    return judgement.stage is Stage.ASKS_DECISION and viewer.reviews and judgement.proposed_by != viewer.pk
