"""Which files went out with a release: those that its gate saw when it was made ready, and no others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from publishing.releases.models import Preparation, Publication
from publishing.store.catalogue import CatalogueExport

GATE = "exports"  # under this name the gate of exporters records what it saw, by kind
FIELDS = {"title": "titel", "filename": "bestand", "media_type": "mediatype", "size": "grootte", "sha256": "sha256"}

FOLLOWED = "gewistUitVoorganger"  # of what repeats the predecessor: how much had been erased from that one


def exports_of(
    publications: Iterable[Publication], editions: Mapping[int, int]
) -> defaultdict[int, list[CatalogueExport]]:
    """Return the exports of each publication by the key of its release, in the order of kinds. One query.

    ``editions`` says how much was erased from each release: what repeats a predecessor from which more was erased than
    when it was made, is not told any more.
    """
    published = {one.release_id: one for one in publications}
    found: defaultdict[int, list[CatalogueExport]] = defaultdict(list)
    for made in Preparation.objects.filter(release__in=published).order_by("pk"):
        publication = published[made.release_id]
        if made.at <= publication.published_at:  # the newest before it went out
            erased = editions.get(publication.release.predecessor_id or 0, 0)
            found[made.release_id] = _exports(made, erased)
    return found


def _exports(preparation: Preparation, erased: int) -> list[CatalogueExport]:
    seen = preparation.looked_at.get(GATE, {})
    return [
        msgspec.convert({"kind": kind, **{name: one[dutch] for name, dutch in FIELDS.items()}}, CatalogueExport)
        for kind, one in sorted(seen.items())
        if set(FIELDS.values()) <= one.keys() and one.get(FOLLOWED, erased) == erased
    ]
