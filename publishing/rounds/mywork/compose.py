"""All of somebody's work: that of each of their roles, without saying anything twice."""

from collections.abc import Iterator

from publishing.rounds.mywork.candidates import releasing
from publishing.rounds.mywork.editing import editing
from publishing.rounds.mywork.leading import leading
from publishing.rounds.mywork.managing import managing
from publishing.rounds.mywork.reading import reading
from publishing.rounds.mywork.reviewing import reviewing
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import MyWork, Task, TaskKind, Viewer, task
from publishing.rounds.mywork.waiting import waiting

_PLACES = {kind: place for place, kind in enumerate(TaskKind)}


def my_work(standing: Standing, viewer: Viewer, *, concerns: tuple[str, ...] = ()) -> MyWork:
    """Return what ``viewer`` has to do now, the most pressing first, and what waits for somebody else.

    ``concerns`` are the names of what asks for attention on *Status*, of somebody who looks after that.
    """
    tasks = [one for one in _tasks(standing, viewer, concerns) if one.count]
    return MyWork(
        tasks=tuple(sorted(tasks, key=lambda one: _PLACES[one.kind])),
        waiting=tuple(one for one in waiting(standing, viewer) if one.count),
    )


def _tasks(standing: Standing, viewer: Viewer, concerns: tuple[str, ...]) -> Iterator[Task]:
    yield task(TaskKind.ANSWER, standing.mentions.get(viewer.pk, ()))
    yield from releasing(standing.in_work, viewer)
    if viewer.edits:
        yield from editing(standing, viewer)
    if viewer.reviews:
        yield from reviewing(standing, viewer)
    if viewer.publishes:
        yield from leading(standing)
    if viewer.manages:
        yield from managing(standing, concerns)
    if viewer.reads_along:
        yield from reading(standing)
