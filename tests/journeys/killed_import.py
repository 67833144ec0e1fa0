"""An import that is killed midway, run as a process.

``prepare ROWS``, or ``run`` (KILL_AT), which shows the end; ``receive`` another file, or ``sweep HOURS`` later, when
the task that reads it is killed.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from unittest import mock

import django
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
django.setup()

from django.core.management import call_command
from wagtail.models import ReferenceIndex

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources import applying, uploading
from cms.sources.apply import apply_row
from cms.sources.deciding.decide import accept_safe_rows
from cms.sources.models import ImportPlan, PlanRow, Stage, Upload
from cms.sources.runs import claim_plan
from cms.sources.tasks import sweep_plans
from cms.sources.uploading import read_upload, receive_upload
from cms.vetting.models import Observation

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
HEADER = "Nummer;Naam;Erkenningsstatus;Datum erkenning;Thema"


def prepare(rows: int) -> None:
    """Make a database with a plan of so many new records, all of them accepted, that waits for a worker."""
    call_command("migrate", verbosity=0)
    by = User.objects.create(username="redacteur")
    lines = (f"{number};Interventie {number:06};Goed onderbouwd;01-03-2024;Rust" for number in range(rows))
    data = "\n".join([HEADER, *lines]).encode()
    plan = receive_upload(kind="gezonde-school", file_name="groot.csv", data=data, complete=False, by=by, at=AT)
    claimed = claim_plan(plan_id=plan.pk, stage=Stage.READING, at=AT)
    assert claimed is not None
    read_upload(plan=claimed)
    accept_safe_rows(plan=plan, row_class="new", by=by, at=AT)
    applying.start_applying(plan=ImportPlan.objects.get(), by=by, at=AT)


def run() -> None:
    """Do what a worker does, an hour after the last one; end by SIGKILL at the row that KILL_AT names."""
    plan = ImportPlan.objects.get()
    claimed = claim_plan(plan_id=plan.pk, stage=Stage.APPLYING, at=(plan.beat_at or AT) + timedelta(hours=1))
    assert claimed is not None
    turn: Iterator[int] = count(1)

    def apply_or_die(*args: Any) -> Any:
        item = apply_row(*args)
        if next(turn) == int(os.environ.get("KILL_AT", "0")):
            os.kill(os.getpid(), signal.SIGKILL)  # written, not committed
        return item

    with mock.patch.object(applying, "apply_row", apply_or_die):
        applying.apply_decided(plan=claimed, clock=lambda: AT)


def show() -> dict[str, Any]:
    """Return what is in the database, without what is random or clocked."""
    return {
        "stage": ImportPlan.objects.get().stage,
        "rows": list(PlanRow.objects.order_by("position").values_list("title", "state", "version")),
        "interventions": sorted(Intervention.objects.values_list("name", "live", "themes", "latest_revision__user")),
        "revisions": Intervention.objects.exclude(latest_revision=None).count(),
        "observations": sorted(Observation.objects.values_list("record", "level", "intervention__name")),
        "references": ReferenceIndex.objects.count(),
    }


def receive() -> None:
    """Let a file come in that no task has read yet."""
    by = User.objects.get(username="redacteur")
    receive_upload(kind="gezonde-school", file_name="zwaar.csv", data=HEADER.encode(), complete=False, by=by, at=AT)


def sweep(hours: int) -> None:
    """Do what beat does so many hours later; the task that it hands out dies while it reads."""

    def die(*_: Any, **__: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)  # as the kernel does to who takes all memory

    with time_machine.travel(AT + timedelta(hours=hours)), mock.patch.object(uploading, "plan_source", die):
        sweep_plans()
    plan = ImportPlan.objects.get(file_name="zwaar.csv")
    told = {"stage": plan.stage, "message": plan.message, "uploads": Upload.objects.filter(plan=plan).count()}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    step, *rest = sys.argv[1:]
    if step == "prepare":
        prepare(int(rest[0]))
    elif step == "receive":
        receive()
    elif step == "sweep":
        sweep(int(rest[0]))
    else:
        run()
        sys.stdout.write(json.dumps(show(), default=str))
