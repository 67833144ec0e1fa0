"""Whether a candidate lost something before it went out."""

from collections.abc import Iterator

from publishing.releases.models import Release
from publishing.releases.redactions.models import RedactedRelease


def lost_before_it_went_out(release: Release) -> Iterator[str]:
    """Yield why a candidate cannot go out any more when something was erased from it; one query."""
    if RedactedRelease.objects.filter(release=release, event=None).exists():
        yield f"Uit uitgave {release.number} is iets gewist na het bevriezen. Bevries {release.number} opnieuw."
