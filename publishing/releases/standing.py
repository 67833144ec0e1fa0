"""How a release stands: is it live, was it, can it still go out."""

from collections.abc import Iterable

from django.db.models import TextChoices

from publishing.releases.channels import live_channel
from publishing.releases.models import Publication, Release
from publishing.releases.notices.models import Notice


class Standing(TextChoices):
    """What people call it."""

    LIVE = "live", "live"
    EARLIER = "earlier", "eerder gepubliceerd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    CANDIDATE = "candidate", "kandidaat"
    SUPERSEDED = "superseded", "vervangen"


def standing_of(release: Release) -> Standing:
    """Return how ``release`` stands now."""
    return standings_of([release])[release.pk]


def standings_of(releases: Iterable[Release]) -> dict[int, Standing]:
    """Return how each of ``releases`` stands now, by its key. Four queries, however many there are."""
    keys = [release.pk for release in releases]
    published = set(Publication.objects.filter(release__in=keys).values_list("release", flat=True))
    withdrawn = set(Notice.objects.withdrawals().filter(release__in=published).values_list("release", flat=True))
    candidates = set(Release.objects.candidates().filter(pk__in=keys).values_list("pk", flat=True))
    live = live_channel().current_id

    def standing(key: int) -> Standing:
        if key not in published:
            return Standing.CANDIDATE if key in candidates else Standing.SUPERSEDED
        if key == live:
            return Standing.LIVE
        return Standing.WITHDRAWN if key in withdrawn else Standing.EARLIER

    return {key: standing(key) for key in keys}
