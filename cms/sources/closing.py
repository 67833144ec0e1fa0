"""Somebody says that nothing more will be decided on a plan, or comes back on that."""

from django.db import transaction

from cms.sources.errors import DecisionError
from cms.sources.models import ImportPlan, Stage


@transaction.atomic
def set_closed(*, plan: ImportPlan, closed: bool) -> None:
    """Close ``plan``, or open it again; raise DecisionError while a task is at work on it."""
    before, after = (Stage.OPEN, Stage.CLOSED) if closed else (Stage.CLOSED, Stage.OPEN)
    if not ImportPlan.objects.filter(pk=plan.pk, stage=before).update(stage=after):
        held = ImportPlan.objects.get(pk=plan.pk)
        raise DecisionError(f"Dit plan {held.get_stage_display()}; dat kan nu niet.")
