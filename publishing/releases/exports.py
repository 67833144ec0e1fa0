"""Which files went out with a release: those that its gate saw when it was made ready, and no others."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from publishing.releases.models import Preparation, Publication
from publishing.store.catalogue import CatalogueExport

GATE = "exports"  # under this name the gate of exporters records what it saw, by kind
FIELDS = {"title": "titel", "filename": "bestand", "media_type": "mediatype", "size": "grootte", "sha256": "sha256"}


def exports_of(publications: Iterable[Publication]) -> defaultdict[int, list[CatalogueExport]]:
    """Return the exports of each publication by the key of its release, in the order of kinds. One query."""
    published = {one.release_id: one.published_at for one in publications}
    found: defaultdict[int, list[CatalogueExport]] = defaultdict(list)
    for made in Preparation.objects.filter(release__in=published).order_by("pk"):
        if made.at <= published[made.release_id]:  # the newest before it went out
            found[made.release_id] = _exports(made)
    return found


def _exports(preparation: Preparation) -> list[CatalogueExport]:
    seen = preparation.looked_at.get(GATE, {})
    return [
        msgspec.convert({"kind": kind, **{name: one[dutch] for name, dutch in FIELDS.items()}}, CatalogueExport)
        for kind, one in sorted(seen.items())
        if set(FIELDS.values()) <= one.keys()
    ]
