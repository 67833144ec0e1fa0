"""Applies of a plan what needs no person, as ``import_source --apply`` does. The rest is listed."""

from datetime import datetime

from django.db import transaction
from msgspec.structs import replace

from cms.accounts.models import User
from cms.acts.act import Act, Subject, WorkshopAction, announce
from cms.sources.apply import Applied, apply_safe_rows
from cms.sources.errors import RefusedPlanError
from cms.sources.plan import Plan, RowClass
from cms.sources.registry import KINDS


def apply_plan(*, plan: Plan, by: User, at: datetime) -> Applied:
    """Apply the safe rows of ``plan`` in the name of ``by``, each all or nothing, and list the others.

    A row whose item moved since the plan was made is refused, and the others go on. Raise RefusedPlanError, and write
    nothing, when a row is wrong and its kind of source is taken as a whole or not at all.
    """
    kind = KINDS[plan.kind]
    wrong = plan.of_class(RowClass.ERROR)
    if wrong and not kind.row_by_row:
        told = "1 foute rij" if len(wrong) == 1 else f"{len(wrong)} foute rijen"
        raise RefusedPlanError(f"Het plan heeft {told}; er is niets overgenomen.")
    applied = apply_safe_rows(plan.rows, kind.applier(by, at, plan.source), safe=kind.safe)
    _tell(plan, applied, by=by, at=at)
    return replace(applied, left=tuple(kind.left(plan.rows)))


@transaction.atomic
def _tell(plan: Plan, applied: Applied, *, by: User, at: datetime) -> None:
    """Announce what was applied, after the rows: each was a transaction of its own."""
    counts = {"nieuw": applied.created, "gewijzigd": applied.changed, "geweigerd": len(applied.refused)}
    subject = Subject("bron", plan.source[:64], f"een bestand van de bron {KINDS[plan.kind].label}")
    announce(Act(action=WorkshopAction.IMPORT_APPLIED, subject=subject, by=by, at=at, details=counts))
