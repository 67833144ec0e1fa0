"""What is left when a run stops halfway, or meets what it may not touch."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources import applying, uploading
from cms.sources.applying import apply_decided, start_applying, stop_applying
from cms.sources.giving_up import give_up
from cms.sources.models import PlanRow, RowState, Stage, Upload
from cms.sources.models.import_plan import MOST_ATTEMPTS
from cms.sources.runs import LostRunError, beat, claim_plan
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


def died(plan: Any, at: Any) -> bool:
    """Let a task take on ``plan`` and give no sign of life after its first; return whether there was one to do so."""
    claimed = claim_plan(plan_id=plan.pk, stage=Stage.APPLYING, at=at)
    if claimed is not None:
        beat(claimed, done=claimed.total - claimed.rows.to_apply().count(), at=at)
    return claimed is not None


def test_a_plan_on_which_every_task_dies_at_the_same_row_is_open_again_and_says_so(editor: User) -> None:
    plan = stored_plan(*ROWS, by=editor)
    for row in plan.rows.all():
        decide(row, editor, record="accept")
    start_applying(plan=plan, by=editor, at=AT)
    assert died(plan, AT)
    PlanRow.objects.filter(plan=plan, title="Eik").update(state=RowState.APPLIED)
    hours = [AT + timedelta(hours=hour) for hour in range(1, 6)]
    assert [died(plan, at) for at in hours] == [True, True, True, False, False], "the first of these came further"
    assert give_up(at=hours[-1]) == 1
    plan.refresh_from_db()
    assert plan.stage == Stage.OPEN
    assert "na 1 van de 2 rijen" in plan.message
    start_applying(plan=plan, by=editor, at=AT)
    assert died(plan, hours[-1]), "somebody who tries again starts counting anew"


def test_a_task_that_is_alive_at_its_last_attempt_is_left_alone(editor: User) -> None:
    data = "\n".join([HEADER, *ROWS]).encode()
    plan = receive_upload(kind="nji", file_name="x.csv", data=data, complete=False, by=editor, at=AT)
    for hour in range(MOST_ATTEMPTS):
        assert claim_plan(plan_id=plan.pk, stage=Stage.READING, at=AT + timedelta(hours=hour)) is not None
    assert give_up(at=AT + timedelta(hours=MOST_ATTEMPTS - 1, minutes=1)) == 0
    assert give_up(at=AT + timedelta(hours=MOST_ATTEMPTS)) == 1


def test_a_large_plan_gives_way_after_its_turn_and_the_next_run_does_the_rest(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[str] = []
    monkeypatch.setattr(applying, "rebuild_references", lambda items: indexed.extend(item.name for item in items))
    monkeypatch.setattr(applying, "_BATCH", 1)
    plan = stored_plan(*ROWS, by=editor)
    for row in plan.rows.all():
        decide(row, editor, record="accept")
    start_applying(plan=plan, by=editor, at=AT)

    def turn() -> bool:
        claimed = claim_plan(plan_id=plan.pk, stage=Stage.APPLYING, at=AT)
        assert claimed is not None
        moments = count(start=0, step=11)  # seconds: two rows are more than one turn
        return apply_decided(plan=claimed, clock=lambda: AT + timedelta(seconds=next(moments)))

    assert turn() is False
    plan.refresh_from_db()
    assert (plan.stage, plan.run, plan.done) == (Stage.APPLYING, None, 1)
    assert [Intervention.objects.get().name, *indexed] == ["Eik"], "what is indexed at the end is all of it"
    assert turn() is True
    plan.refresh_from_db()
    assert (plan.stage, plan.done) == (Stage.OPEN, 2)
    assert indexed == ["Eik", "Berk"]
