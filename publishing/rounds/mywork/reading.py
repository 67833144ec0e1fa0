"""What there is to read for who reads along: what is new or other than last year first."""

from collections.abc import Iterator

from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Task, TaskKind, task


def reading(standing: Standing) -> Iterator[Task]:
    """Yield what there is to read. An item counts as new or changed by its bytes, whoever looked at it since."""
    ready = [row for row in standing.rows if row.current is not None and not row.current.problem]
    new = [row.item for row in ready if not row.item.base_digest]
    changed = [
        row.item for row in ready if row.current is not None and row.item.base_digest not in {"", row.current.digest}
    ]
    yield task(TaskKind.READ_NEW, new)
    yield task(TaskKind.READ_CHANGED, changed)
    yield Task(kind=TaskKind.READ, count=len(ready) - len(new) - len(changed))
