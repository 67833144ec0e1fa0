"""What a release is compared with."""

from collections.abc import Iterator

from publishing.releases.channels import live_channel
from publishing.releases.errors import UnknownReleaseError
from publishing.releases.models import Release
from publishing.releases.standing import Standing, standing_of, standings_of

NOTHING = "-"  # stands in an address for no release at all


def usual_base(release: Release) -> Release | None:
    """Return what is live for a candidate, for any other its predecessor; None for a first one."""
    if standing_of(release) is Standing.CANDIDATE:
        return live_channel().current
    return release.predecessor


def base_named(digest: str, *, of: Release) -> Release | None:
    """Return the release that an address names; the usual one when it names none. Raise UnknownReleaseError."""
    if not digest:
        return usual_base(of)
    if digest == NOTHING:
        return None
    found = Release.objects.filter(digest=digest).first()
    if found is None:
        raise UnknownReleaseError(digest[:12])
    return found


def others(release: Release) -> Iterator[tuple[str, str]]:
    """Yield what ``release`` can be compared with, newest first: the value in an address, and what it is called."""
    newest = list(Release.objects.exclude(pk=release.pk).order_by("-pk")[:_MOST])
    standings = standings_of(newest)
    for other in newest:
        yield other.digest, f"{other.number}, {standings[other.pk].label} ({other.digest[:8]})"
    yield NOTHING, "niets: alles is nieuw"


_MOST = 50  # of the newest; any other can be named in the address
