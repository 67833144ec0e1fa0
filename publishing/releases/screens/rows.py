"""The rows of the list of releases: how each stands, and who last did what to it. A few queries for a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publishing.releases.channels import live_channel
from publishing.releases.models import Freeze, Publication, Release
from publishing.releases.standing import Standing


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
    live, candidates = live_channel().current_id, set(_candidates(releases))
    rows = []
    for release in releases:
        publication = held.get(release.pk)
        if publication is not None:
            standing = Standing.LIVE if release.pk == live else Standing.EARLIER
            rows.append(ListedRelease(release, standing, publication.published_at, publication.published_by))
        else:
            standing = Standing.CANDIDATE if release.pk in candidates else Standing.SUPERSEDED
            freeze = frozen[release.pk]
            rows.append(ListedRelease(release, standing, freeze.at, freeze.actor))
    return rows


def _candidates(releases: list[Release]) -> Iterator[int]:
    """Yield of each number that is not published the release that was frozen last."""
    numbers = {one.number for one in releases}
    numbers -= set(Publication.objects.filter(number__in=numbers).values_list("number", flat=True))
    newest = Freeze.objects.filter(release__number__in=numbers).order_by("pk").values_list("release__number", "release")
    yield from dict(newest).values()
