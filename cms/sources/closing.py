"""Somebody says that nothing more will be decided on a plan, or comes back on that."""

from django.db import transaction

from cms.sources.errors import DecisionError
from cms.sources.models import ImportPlan, Stage
from cms.sources.models.import_plan import NOT_NOW


@transaction.atomic
def set_closed(*, plan: ImportPlan, closed: bool) -> None:
    """Close ``plan``, or open it again; raise DecisionError while a task is at work on it."""
    before, after = (Stage.OPEN, Stage.CLOSED) if closed else (Stage.CLOSED, Stage.OPEN)
    if not ImportPlan.objects.filter(pk=plan.pk, stage=before).update(stage=after):
        raise DecisionError(NOT_NOW[Stage(ImportPlan.objects.get(pk=plan.pk).stage)])
