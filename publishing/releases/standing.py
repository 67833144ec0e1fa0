"""How a release stands: is it live, was it, can it still go out."""

from django.db.models import TextChoices

from publishing.releases.channels import live_channel
from publishing.releases.models import Publication, Release


class Standing(TextChoices):
    """What people call it."""

    LIVE = "live", "live"
    EARLIER = "earlier", "eerder gepubliceerd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    CANDIDATE = "candidate", "kandidaat"
    SUPERSEDED = "superseded", "vervangen"


def standing_of(release: Release) -> Standing:
    """Return how ``release`` stands now."""
    if Publication.objects.filter(release=release).exists():
        if live_channel().current_id == release.pk:
            return Standing.LIVE
        return Standing.WITHDRAWN if release.notices.withdrawals().exists() else Standing.EARLIER
    return Standing.CANDIDATE if Release.objects.candidate(release.number) == release else Standing.SUPERSEDED
