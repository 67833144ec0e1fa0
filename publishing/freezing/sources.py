"""Which registers a release leans on: the records of its interventions, and when people looked these up again."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min

from cms.content.models import Intervention
from cms.vetting.levels import Register
from cms.vetting.models import Consultation, Observation
from publishing.documents.kinds.accountability import Source
from publishing.freezing.checking import day_of


def read_sources(alias: str, *, uids: Collection[UUID] | None, known_until: datetime | None) -> list[Source]:
    """Return the registers that hold a record of the interventions ``uids`` (None: all that are ready), by key.

    What was entered, taken back or looked up after ``known_until`` does not count (None: all that is known). Two
    queries, and as many rows as there are registers.
    """
    interventions = Intervention.objects.using(alias).ready()
    if uids is not None:
        interventions = interventions.filter(uid__in=uids)
    observations = Observation.objects.using(alias).filter(intervention__in=interventions).known_until(known_until)
    readings = Consultation.objects.using(alias).filter(observation__in=observations)
    if known_until is not None:
        readings = readings.filter(consulted_at__lte=known_until)
    records = observations.order_by().values_list("register").annotate(Count("record_key", distinct=True))
    looked_up: Any = (
        readings.order_by()
        .values_list("observation__register")
        .annotate(Count("observation__record_key", distinct=True), Min("consulted_at"), Max("consulted_at"))
    )
    consulted = {register: found for register, *found in looked_up}
    sources = [_source(register, count, consulted.get(register)) for register, count in records]
    return sorted(sources, key=lambda source: source.register)


def _source(register: str, records: int, consulted: list[Any] | None) -> Source:
    count, first, last = consulted or (0, None, None)
    return Source(
        register=register,  # type: ignore[arg-type]  # the document is checked against its shape
        name=Register(register).label,
        records=records,
        consulted=count,
        first_consulted_on=first and day_of(first),
        last_consulted_on=last and day_of(last),
    )
