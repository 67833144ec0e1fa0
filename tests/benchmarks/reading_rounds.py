"""What reading a round costs, beside the bare SQL that it asks and the rendering of the same rows."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from cms.config.collector import settle_collector
from cms.content.models import Definition
from publishing.rounds.filters import Filters
from publishing.rounds.list_rows import ListRow, domain_titles, list_row
from publishing.rounds.listing import list_page
from publishing.rounds.models import Round
from publishing.rounds.readiness import OpenPoint, readiness
from publishing.rounds.reporting import Line
from publishing.rounds.worklist import read_worklist

_TIMES = 3


def read_rows() -> list[ListRow]:
    """Return every row of the worklist, in words."""
    worklist = read_worklist(Round.objects.get())
    titles = domain_titles(worklist)
    return [list_row(row, titles, viewer=0) for row in worklist.rows]


def read_points() -> list[OpenPoint]:
    """Return every point that keeps the round from being closed."""
    return readiness(Round.objects.get())


def render_rows(rows: list[ListRow]) -> int:
    """Render every row as the screen does, without the frame around it."""
    return len("".join(render_to_string("rounds/row.html", {"row": row}) for row in rows))


def render_points(points: list[OpenPoint]) -> int:
    """Render every point as the check report does."""
    lines = [Line(point.kind, point.title, 1, (point.message,)) for point in points]
    return len(render_to_string("rounds/check_lines.html", {"lines": lines}))


READ: dict[str, tuple[Callable[[], Any], Callable[[Any], int]]] = {
    "worklist": (read_rows, render_rows),
    "readiness": (read_points, render_points),
}


def cost(name: str) -> dict[str, Any]:
    """Return the CPU of reading and rendering, and of the bare SQL with the same rendering; nothing changed before."""
    settle_collector()  # as the process that serves screens
    read, render = READ[name]
    read()
    with CaptureQueriesContext(connection) as asked:
        held = read()
    queries = [one["sql"] for one in asked.captured_queries]
    return {
        "cpu": cpu_of(lambda: render(read())),
        "bare": cpu_of(lambda: _ask_and(queries, lambda: render(held))),
        "edited": cpu_of(lambda: render(read()), before=_edit),
        "queries": len(queries),
    }


def cost_of_page() -> dict[str, Any]:
    """Return the CPU of one page of the worklist, with its filters and rows; nothing changed before."""

    def page() -> None:
        shown = list_page(Round.objects.get(), Filters(viewer=0), page=2)
        render_rows(list(shown.rows))

    settle_collector()
    page()
    return {"cpu": cpu_of(page)}


def cpu_of(work: Callable[[], Any], *, before: Callable[[], None] = lambda: None) -> float:
    """Return the CPU seconds of ``work``, of the quickest time; ``before`` each of them does not count."""
    spent = []
    for _ in range(_TIMES):
        before()
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def _ask_and(queries: list[str], render: Callable[[], int]) -> int:
    with connection.cursor() as cursor:
        for sql in queries:
            cursor.execute(sql)
            cursor.fetchall()
    return render()


def _edit() -> None:
    """Change one item by one word."""
    item = Definition.objects.order_by("pk")[0]
    Definition.objects.filter(pk=item.pk).update(body=f"{item.body}<p>Nog een.</p>")
