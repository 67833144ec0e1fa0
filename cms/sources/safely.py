"""Applies of a plan what needs no person, as ``import_source --apply`` does. The rest is listed."""

from datetime import datetime

from msgspec.structs import replace

from cms.accounts.models import User
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
        raise RefusedPlanError(f"Het plan heeft {len(wrong)} foute rijen; er is niets overgenomen.")
    applied = apply_safe_rows(plan.rows, kind.applier(by, at, plan.source), safe=kind.safe)
    return replace(applied, left=tuple(kind.left(plan.rows)))
