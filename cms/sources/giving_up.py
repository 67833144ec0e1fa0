"""Giving up on a plan that kills every task that takes it on: a file that needs more memory than there is, say."""

from datetime import datetime

from django.db import transaction

from cms.sources.models import ImportPlan, Stage, Upload
from cms.sources.models.import_plan import LEASE, MOST_ATTEMPTS


@transaction.atomic
def give_up(*, at: datetime) -> int:
    """End the plans on which the last of MOST_ATTEMPTS tasks gives no sign of life any more; return how many.

    A file that was being read is thrown away, like any that went wrong. What was applied of a plan stays.
    """
    dead = ImportPlan.objects.select_for_update().at_work().silent_since(at - LEASE).tried_in_vain()
    for plan in dead:
        if plan.stage == Stage.READING:
            plan.stage, plan.message = Stage.FAILED, _unread()
            Upload.objects.filter(plan=plan).delete()
        else:
            plan.stage, plan.message = Stage.OPEN, _not_applied(plan)
        plan.run, plan.attempts = None, 0
        plan.save()
    return len(dead)


def _unread() -> str:
    return (
        f"Het inlezen is {MOST_ATTEMPTS} keer begonnen en elke keer afgebroken, zonder melding. Meestal is het bestand "
        "dan te zwaar. Het is weggegooid. Splits het in kleinere bestanden en lees die in. Lukt dat ook niet, vraag "
        "dan de beheerder om in het logboek te kijken."
    )


def _not_applied(plan: ImportPlan) -> str:
    return (
        f"Het overnemen is {MOST_ATTEMPTS} keer op dezelfde plek afgebroken, zonder melding: na {plan.done} van de "
        f"{plan.total} rijen. Wat is overgenomen, blijft. Zet de eerste rij die nog niet is overgenomen op later en "
        "neem de rest over. Lukt dat ook niet, vraag dan de beheerder om in het logboek te kijken."
    )
