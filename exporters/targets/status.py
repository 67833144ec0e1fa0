"""How it stands with targets, in a line of *Status*."""

from datetime import datetime

from django.db.models import Count, Q

from exporters.targets.models import Target
from exporters.targets.work import WORK
from publishing.attempts.models import Attempt
from publishing.freezing.dutch import counted
from publishing.status.lines import Line


def target_lines(_at: datetime) -> list[Line]:
    """Say how many there are, and at how many a delivery went wrong."""
    found = Target.objects.aggregate(all=Count("pk"), on=Count("pk", filter=Q(paused_at=None)))
    failed = Attempt.objects.troubled().filter(kind=WORK.kind).count()
    advice = ""
    if failed:
        advice = f"{counted(failed, 'aflevering ging', 'afleveringen gingen')} mis. Kijk bij Doelen wat er is."
    value = f"{found['on']} actief, {found['all'] - found['on']} gepauzeerd" if found["all"] else "geen"
    return [Line(label="Doelen", value=value, advice=advice)]
