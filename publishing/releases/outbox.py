"""Delivers what the outbox holds. The catalogue is computed from the database, so an old entry never undoes a newer."""

from datetime import datetime

from django.db.models import F

from publishing.releases.channels import live_channel
from publishing.releases.models import OutboxEntry, Publication
from publishing.releases.models.release import GROWING
from publishing.releases.storage import release_store
from publishing.store.base import StoreError
from publishing.store.catalogue import Catalogue, CatalogueError, CatalogueRelease, PackFile, write_catalogue
from publishing.store.layout import public_pack

_GROWING = [f"release__{path}{column}" for path in ("", "predecessor__") for column in GROWING]


def deliver_outbox(*, at: datetime) -> int:
    """Deliver every waiting entry and return how many were; a failure stays on its entry and is tried again later."""
    delivered = 0
    for entry in OutboxEntry.objects.waiting():
        OutboxEntry.objects.filter(pk=entry.pk).update(attempts=F("attempts") + 1)
        try:
            write_catalogue(release_store(), current_catalogue())
        except (StoreError, CatalogueError, OSError) as error:
            OutboxEntry.objects.filter(pk=entry.pk).update(last_error=f"{type(error).__name__}: {error}")
            continue
        delivered += OutboxEntry.objects.filter(pk=entry.pk, delivered_at=None).update(delivered_at=at, last_error="")
    return delivered


def current_catalogue() -> Catalogue:
    """Return the catalogue that the database describes."""
    channel = live_channel()
    publications = Publication.objects.select_related("release__predecessor").defer(*_GROWING).order_by("pk")
    return Catalogue(
        generation=channel.generation,
        current=None if channel.current is None else channel.current.number,
        releases=[_entry(publication) for publication in publications],
    )


def _entry(publication: Publication) -> CatalogueRelease:
    release = publication.release
    pack = release.packs.order_by("-pk").first()
    assert pack is not None, "publish_release promotes the pack before it publishes"
    return CatalogueRelease(
        number=release.number,
        digest=release.digest,
        reference_date=release.reference_date,
        published_at=publication.published_at,
        predecessor=None if release.predecessor is None else release.predecessor.number,
        schema_version=release.schema_version,
        counts=release.counts,
        pack=PackFile(key=public_pack(release.digest), sha256=pack.sha256, size=pack.size),
    )
