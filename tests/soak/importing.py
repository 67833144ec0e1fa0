"""Two people who each bring in a file of 5,000 records and have the safe rows taken over for as long as there is."""

import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.urls import reverse

from cms.content.models import Intervention
from cms.sources.models import ImportPlan, RowState, Stage
from tests.benchmarks.registers import write_file
from tests.soak.browser import Person, RefusedError

ROWS = 5_000
_KIND = "gezonde-school"
_LOOK = 1.0
_PATIENCE = 600.0


@dataclass
class Imports:
    """Within how many seconds each file was planned, how many of its rows were taken over, and what went wrong."""

    planned: dict[str, float] = field(default_factory=dict)
    applied: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def bring_in(
    *, port: int, people: list[str], password: str, folder: Path, until: threading.Event
) -> tuple[Imports, list[threading.Thread]]:
    """Let each of ``people`` bring in a file of their own; return what is noted, and who is at work."""
    imports = Imports()
    threads = []
    for index, name in enumerate(people):
        path = folder / f"register-{index}.csv"
        write_file(path, range(index * ROWS, (index + 1) * ROWS))
        threads.append(threading.Thread(target=_work, args=(port, name, password, path, imports, until), daemon=True))
    for thread in threads:
        thread.start()
    return imports, threads


def _work(port: int, name: str, password: str, path: Path, imports: Imports, until: threading.Event) -> None:
    try:
        person = Person(port, name, password)
        plan = _upload(person, path)
        imports.planned[name] = _planned(person, plan)
        page = reverse("bronnen:plan", args=[plan])
        person.send(page, {"soort": "new"}, to=reverse("bronnen:accept", args=[plan]))
        person.send(reverse("bronnen:apply", args=[plan]), {})
        while _stage(person, plan) == Stage.APPLYING and not until.wait(_LOOK):
            pass
        if _stage(person, plan) == Stage.APPLYING:
            person.send(page, {}, to=reverse("bronnen:stop", args=[plan]))
        imports.applied[name] = _applied(plan)
    except Exception as error:  # the outer edge of a thread: it is reported
        imports.failures.append(f"{name}: {error!r}")


def _upload(person: Person, path: Path) -> int:
    """Send the file and return the number of its plan."""
    fields = {"kind": _KIND, "file": (path.name, path.read_bytes()), "extent": "deel"}
    answer = person.send(reverse("bronnen:add"), fields)
    number = answer.address.rstrip("/").rpartition("/")[2]
    if not number.isdecimal():
        raise RefusedError(f"{person.name}: the file led to {answer.address}")
    return int(number)


def _stage(person: Person, plan: int) -> str:
    return str(json.loads(person.open(reverse("bronnen:status", args=[plan])).text)["stage"])


def _planned(person: Person, plan: int) -> float:
    """Ask how far the plan is until it is made; return the seconds that took."""
    started = time.monotonic()
    while (stage := _stage(person, plan)) != Stage.OPEN:
        if stage != Stage.READING or time.monotonic() - started > _PATIENCE:
            raise RefusedError(f"{person.name}: the plan is {stage} after {time.monotonic() - started:.0f} s")
        time.sleep(_LOOK)
    return time.monotonic() - started


def _applied(plan: int) -> int:
    """Return how many rows were taken over; raise RefusedError when the tables do not hold what the plan says."""
    held = ImportPlan.objects.get(pk=plan)
    rows = held.rows.filter(state=RowState.APPLIED)
    written = Intervention.objects.filter(uid__in=list(rows.exclude(item="").values_list("item", flat=True))).count()
    if written != rows.count():
        raise RefusedError(f"plan {plan}: {rows.count()} rows are taken over, and {written} interventions are there")
    return written
