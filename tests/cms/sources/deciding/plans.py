"""Plans of small fictional register files, stored as a task would."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cms.accounts.models import User
from cms.sources.applying import apply_decided, start_applying
from cms.sources.deciding.decide import decide_row
from cms.sources.models import Decision, ImportPlan, PlanRow, Stage
from cms.sources.runs import claim_plan
from cms.sources.uploading import read_upload, receive_upload
from tests.cms.sources.registers.files import HEADER

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 6, 12, tzinfo=UTC)


def stored_plan(*lines: str, by: User, complete: bool = False, kind: str = "gezonde-school") -> ImportPlan:
    """Return the plan of a register file with ``lines`` under the header, read by a task."""
    data = "\n".join([HEADER, *lines]).encode()
    return read(receive_upload(kind=kind, file_name="register.csv", data=data, complete=complete, by=by, at=AT))


def read(plan: ImportPlan) -> ImportPlan:
    """Return ``plan`` after a task read its file."""
    claimed = claim_plan(plan_id=plan.pk, stage=Stage.READING, at=AT)
    assert claimed is not None
    read_upload(plan=claimed)
    return ImportPlan.objects.get(pk=plan.pk)


def decide(row: PlanRow, by: User, /, **choices: Any) -> PlanRow:
    """Decide on units of ``row`` by name: a choice, or a choice with the values filled in."""
    decisions = {name: _decision(choice) for name, choice in choices.items()}
    return decide_row(row=row, version=row.version, decisions=decisions, by=by, at=AT)


def _decision(choice: Any) -> Decision:
    if isinstance(choice, tuple):
        taken, edited = choice
        assert isinstance(edited, Mapping)
        return Decision(taken, dict(edited))
    return Decision(choice)


def apply(plan: ImportPlan, by: User) -> ImportPlan:
    """Return ``plan`` after its decided rows were applied."""
    start_applying(plan=plan, by=by, at=AT)
    claimed = claim_plan(plan_id=plan.pk, stage=Stage.APPLYING, at=AT)
    assert claimed is not None
    apply_decided(plan=claimed, clock=lambda: AT)
    return ImportPlan.objects.get(pk=plan.pk)
