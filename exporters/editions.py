"""Which artefacts hold nothing that was erased: those of the edition that what they are made of has now.

The edition counts what had been erased from the release, and for a kind that follows also from its predecessor, whose
texts it repeats.
"""

from django.db.models import Q, QuerySet

from exporters.base import Exporter, Following
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from publishing.releases.models import Release
from publishing.releases.redactions.holding import editions_of


def sources_of(release: Release, exporter: Exporter) -> QuerySet[Release]:
    """Return the releases whose packs the exporter reads."""
    keys = [release.pk, release.predecessor_id] if isinstance(exporter, Following) else [release.pk]
    return Release.objects.filter(pk__in=[key for key in keys if key is not None])


def edition_for(release: Release, exporter: Exporter) -> int:
    """Return the edition of what ``exporter`` makes of ``release`` now."""
    return sum(editions_of(sources_of(release, exporter)).values())


def whole_artifacts(release: Release) -> QuerySet[Artifact]:
    """Return the artefacts of ``release`` that lack all that was erased."""
    own, followed = _editions(release)
    wanted = Q(edition=own) & ~_follows() | Q(edition=own + followed) & _follows()
    return Artifact.objects.filter(wanted, release=release)


def stale_artifacts(release: Release) -> QuerySet[Artifact]:
    """Return the artefacts of ``release`` from before something was erased."""
    own, followed = _editions(release)
    older = Q(edition__lt=own) & ~_follows() | Q(edition__lt=own + followed) & _follows()
    return Artifact.objects.filter(older, release=release)


def _editions(release: Release) -> tuple[int, int]:
    """Return how much was erased from ``release`` and from its predecessor. One query."""
    keys = [release.pk] if release.predecessor_id is None else [release.pk, release.predecessor_id]
    editions = editions_of(Release.objects.filter(pk__in=keys))
    own = editions.pop(release.pk, 0)
    return own, sum(editions.values())


def _follows() -> Q:
    return Q(kind__in=[kind for kind, one in EXPORTERS.items() if isinstance(one, Following)])
