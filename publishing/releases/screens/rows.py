"""The rows of the list of releases: how each stands, and who last did what to it. A few queries for a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publishing.releases.models import Freeze, Publication, Release
from publishing.releases.standing import Standing, standings_of


@dataclass(frozen=True)
class ListedRelease:
    """A release with how it stands; ``at`` and ``by`` are those of its publication, else of its newest freeze."""

    release: Release
    standing: Standing
    at: datetime
    by: Any


def listed(releases: list[Release]) -> list[ListedRelease]:
    """Return the rows of ``releases``, in their order."""
    keys = [one.pk for one in releases]
    publications = Publication.objects.filter(release__in=keys).select_related("published_by")
    held = {one.release_id: one for one in publications}
    freezes = Freeze.objects.filter(release__in=keys).select_related("actor").order_by("pk")
    frozen = {one.release_id: one for one in freezes.defer("findings", "new_ids", "left_out")}
    standings = standings_of(releases)
    return [ListedRelease(one, standings[one.pk], *_last_act(held.get(one.pk), frozen[one.pk])) for one in releases]


def _last_act(publication: Publication | None, freeze: Freeze) -> tuple[datetime, Any]:
    """Return when what was done last to a release was done, and by whom."""
    return (publication.published_at, publication.published_by) if publication else (freeze.at, freeze.actor)
