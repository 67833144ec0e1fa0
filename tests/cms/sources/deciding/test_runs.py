"""What is left when a run stops halfway, or meets what it may not touch."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources import applying, uploading
from cms.sources.applying import apply_decided, start_applying, stop_applying
from cms.sources.models import RowState, Stage, Upload
from cms.sources.runs import LostRunError, claim_plan
from cms.sources.tasks import read_upload_task, sweep_plans
from cms.sources.uploading import receive_upload
from tests.cms.sources.deciding.plans import AT, apply, decide, stored_plan
from tests.cms.sources.registers.files import HEADER
from tests.cms.sources.workbooks import sheet, workbook
from tests.factories import content

pytestmark = pytest.mark.django_db

ROWS = [f"140000{place};{name};Goed onderbouwd;01-03-2024;;;;;" for place, name in enumerate(("Eik", "Berk"), start=1)]
BETTER = "1400001;Rustig Leren;Goede aanwijzingen voor effectiviteit;05-06-2025;;;;Bureau Herrie;"


def test_what_a_stopped_run_wrote_is_in_the_index_of_references(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed: list[str] = []
    monkeypatch.setattr(applying, "rebuild_references", lambda items: indexed.extend(item.name for item in items))
    plan = stored_plan(*ROWS, by=editor)
    for row in plan.rows.all():
        decide(row, editor, record="accept")
    start_applying(plan=plan, by=editor, at=AT)
    claimed = claim_plan(plan_id=plan.pk, stage=Stage.APPLYING, at=AT)
    assert claimed is not None

    def stop_after_one() -> Any:
        if Intervention.objects.count() == 1:
            stop_applying(plan=plan)
        return AT

    with pytest.raises(LostRunError):
        apply_decided(plan=claimed, clock=stop_after_one)
    assert indexed == ["Eik"]


def test_a_locked_item_refuses_its_row_and_says_so(editor: User) -> None:
    intervention = content.intervention(owner="Bureau Stilte")
    content.observation(intervention)
    plan = stored_plan(BETTER, by=editor)
    decide(plan.rows.get(), editor, observation="accept", owner="accept")
    intervention.locked, intervention.locked_by = True, User.objects.create(username="ander")
    intervention.save()
    apply(plan, editor)
    row = plan.rows.get()
    assert row.state == RowState.REFUSED
    assert "vergrendeld" in row.message
    assert set(row.decisions) == {"observation", "owner"}, "what was decided stays"


def test_nothing_of_a_file_is_left_when_reading_it_went_wrong(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("kapot")

    data = "\n".join([HEADER, *ROWS]).encode()
    plan = receive_upload(kind="nji", file_name="x.csv", data=data, complete=False, by=editor, at=AT)
    monkeypatch.setattr(uploading, "plan_source", breaks)
    read_upload_task(plan.pk)
    plan.refresh_from_db()
    assert (plan.stage, Upload.objects.exists()) == (Stage.FAILED, False)


def test_a_file_of_which_nobody_chooses_a_sheet_does_not_stay(editor: User) -> None:
    rows = [HEADER.split(";"), ROWS[0].split(";")]
    data = workbook(sheet(rows), sheet(rows), names=("Lijst", "Oud"))
    plan = receive_upload(kind="gezonde-school", file_name="x.xlsx", data=data, complete=False, by=editor, at=AT)
    read_upload_task(plan.pk)
    with time_machine.travel(AT + timedelta(hours=23)):
        sweep_plans()
    assert Upload.objects.filter(plan=plan).exists()
    with time_machine.travel(AT + timedelta(hours=25)):
        sweep_plans()
    plan.refresh_from_db()
    assert (plan.stage, Upload.objects.exists()) == (Stage.FAILED, False)
    assert "Lees het opnieuw in" in plan.message
