"""Whether there is enough to lean on for taking an intervention in.

What a register was seen to say, with its address or with the file that it stood in, is evidence of its own: a proposal
that adds nothing to it is allowed, and the screen warns. With neither, nothing could be checked afterwards by anyone.
"""

from collections.abc import Collection

from django.db.models import Q

from cms.content.models import Intervention
from cms.vetting.evidence.offered import Offered
from cms.vetting.models import Consultation, EvidenceError, Observation

ADVICE = "Voeg een webadres of bestand toe, of raadpleeg het register opnieuw."


def refuse_unproven(intervention: Intervention, *, offered: Collection[Offered]) -> None:
    """Raise EvidenceError when nothing is ``offered`` and no standing observation says where it was seen."""
    if offered:
        return
    observations = Observation.objects.standing().filter(intervention=intervention)
    if not observations.exclude(Q(url="") & Q(source="")).exists():
        raise EvidenceError(f"Nergens staat waar deze erkenning te zien is. {ADVICE}")


def was_read_in(intervention: Intervention, *, year: int) -> bool:
    """Tell whether somebody read one of its records again in ``year``."""
    readings = Consultation.objects.filter(observation__intervention=intervention, consulted_at__year=year)
    return readings.filter(found=True).exists()
