"""Interventions, with their recognitions as of the reference date."""

from collections.abc import Sequence

from cms.content.models import Intervention
from cms.vetting.models import Observation
from cms.vetting.newest_events import recognitions_at
from publishing.documents.kinds import intervention as published
from publishing.freezing.context import FreezeContext
from publishing.freezing.rich_text import published_html
from publishing.freezing.vetted import Recognised


def intervention(item: Intervention, context: FreezeContext) -> published.Intervention:
    """Return the document of an intervention.

    Its recognitions are those that the verdict of the round saw. Where no verdict holds (a preview, a candidate that
    cannot go out) they follow invariant 6 over ``item.standing_observations``, which the caller prefetched in the
    order of entry.
    """
    return published.Intervention(
        id=context.id_of("interventie", item.uid),
        name=item.name,
        summary=published_html(item.summary, context.page_addresses),
        owner=item.owner,
        age_from=None if item.age_from is None else float(item.age_from),
        age_to=None if item.age_to is None else float(item.age_to),
        sectors=item.sectors,
        themes=item.themes,
        methods=item.methods,
        prevention_level=item.prevention_level,  # type: ignore[arg-type]  # freeze_item checks it
        pillars=item.pillars,
        regions=item.regions,
        url=item.url,
        recognitions=[_recognition(one) for one in _recognised(item, context)],
    )


def _recognised(item: Intervention, context: FreezeContext) -> Sequence[Observation | Recognised]:
    if context.vetted is not None and item.uid in context.vetted.included:
        return context.vetted.included[item.uid]
    return recognitions_at(_observations(item), context.reference_date)


def _observations(item: Intervention) -> list[Observation]:
    if item._state.adding:
        return []
    prefetched: list[Observation] | None = getattr(item, "standing_observations", None)
    return list(item.observations.standing().order_by("pk")) if prefetched is None else prefetched


def _recognition(event: Observation | Recognised) -> published.Recognition:
    return published.Recognition(
        register=event.register,  # type: ignore[arg-type]  # freeze_item checks it, and the next ones, against the shape
        record=event.record,
        level=event.level,  # type: ignore[arg-type]  # freeze_item checks it
        coarse_level=published.COARSE[event.level],  # type: ignore[index]  # freeze_item checks it
        recognised_on=event.recognised_on,  # type: ignore[arg-type]  # recognitions_at gives dated events only
        url=event.url,
    )
