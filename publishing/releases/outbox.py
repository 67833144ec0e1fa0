"""Delivers what the outbox holds. The catalogue is computed from the database, so an old entry never undoes a newer."""

from datetime import datetime

from django.db.models import F

from publishing.releases.audited import head_at
from publishing.releases.channels import live_channel
from publishing.releases.models import OutboxEntry, PackRecord, Publication, ReleaseEvent
from publishing.releases.models.release import GROWING
from publishing.releases.notices.telling import told_notices, withdrawn_at
from publishing.releases.redactions.telling import editions_at, told_redactions
from publishing.releases.storage import release_store
from publishing.store.base import StoreError
from publishing.store.catalogue import (
    Catalogue,
    CatalogueError,
    CatalogueRelease,
    PackFile,
    read_catalogue,
    write_catalogue,
)
from publishing.store.layout import public_pack

_GROWING = [f"release__{path}{column}" for path in ("", "predecessor__") for column in GROWING]


def deliver_outbox(*, at: datetime) -> int:
    """Deliver every waiting entry and return how many were; a failure stays on its entry and is tried again later."""
    delivered = 0
    for entry in OutboxEntry.objects.waiting():
        OutboxEntry.objects.filter(pk=entry.pk).update(attempts=F("attempts") + 1)
        try:
            _bring_up_to_date()
        except (StoreError, CatalogueError, OSError) as error:
            OutboxEntry.objects.filter(pk=entry.pk).update(last_error=f"{type(error).__name__}: {error}")
            continue
        delivered += OutboxEntry.objects.filter(pk=entry.pk, delivered_at=None).update(delivered_at=at, last_error="")
    return delivered


def _bring_up_to_date() -> None:
    """Write the catalogue; raise CatalogueError when the file knows more than the database: one was put back."""
    store = release_store()
    if write_catalogue(store, current_catalogue()):
        return
    held, known = read_catalogue(store).generation, live_channel().generation
    if held > known:
        raise CatalogueError(
            f"de catalogus is bij generatie {held}, de database bij {known}: een van beide is teruggezet"
        )


def current_catalogue() -> Catalogue:
    """Return the catalogue that the database describes: what was public at the channel's generation, and no more."""
    channel = live_channel()
    moves = ReleaseEvent.objects.filter(kind=ReleaseEvent.Kind.PUBLISHED, generation__lte=channel.generation)
    publications = Publication.objects.filter(release__in=moves.values("release"))
    publications = publications.select_related("release__predecessor").defer(*_GROWING).order_by("pk")
    withdrawn, editions = withdrawn_at(channel.generation), editions_at(channel.generation)
    return Catalogue(
        generation=channel.generation,
        current=None if channel.current is None else channel.current.number,
        releases=[
            _entry(one, withdrawn=one.release_id in withdrawn, edition=editions.get(one.release_id, 0))
            for one in publications
        ],
        notices=told_notices(channel.generation),
        redactions=told_redactions(channel.generation),
        audit=head_at(channel.generation),
    )


def _entry(publication: Publication, *, withdrawn: bool, edition: int) -> CatalogueRelease:
    release = publication.release
    pack: PackRecord | None = release.packs.filter(edition=edition).order_by("-pk").first()
    assert pack is not None, "publishing and erasing both store the pack before they commit"
    return CatalogueRelease(
        number=release.number,
        digest=release.digest,
        reference_date=release.reference_date,
        published_at=publication.published_at,
        status="withdrawn" if withdrawn else "published",
        predecessor=None if release.predecessor is None else release.predecessor.number,
        schema_version=release.schema_version,
        counts=release.counts,
        pack=PackFile(key=public_pack(release.digest, edition), sha256=pack.sha256, size=pack.size),
    )
