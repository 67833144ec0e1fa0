"""Which interventions are recognised how, on a day."""

from collections.abc import Collection
from datetime import date
from itertools import groupby

from cms.vetting.models import Observation
from cms.vetting.newest_events import recognitions_at


def interventions_recognised(*, registers: Collection[str], levels: Collection[str], day: date) -> set[int]:
    """Return the ids of interventions with a recognition on ``day`` in one of ``registers`` at one of ``levels``.

    An empty collection asks for nothing in particular. One query, whatever the number of interventions.
    """
    observations = Observation.objects.standing().exclude(intervention=None).order_by("intervention_id", "pk")
    return {
        intervention
        for intervention, events in groupby(observations, key=lambda event: event.intervention_id or 0)
        if any(
            (not registers or event.register in registers) and (not levels or event.level in levels)
            for event in recognitions_at(events, day)
        )
    }
