"""Delivers what the outbox holds. The catalogue is computed from the database, so an old entry never undoes a newer."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from publishing.attempts.attempting import attempt_work
from publishing.attempts.errors import PausedError
from publishing.attempts.held import Clock, running_from
from publishing.attempts.pausing import current_pause
from publishing.attempts.sweeping import do_all
from publishing.releases.audited import head_at
from publishing.releases.channels import live_channel
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.errors import TamperedError
from publishing.releases.exports import exports_of
from publishing.releases.models import CATALOGUE, OutboxEntry, PackRecord, Publication, Release, ReleaseEvent
from publishing.releases.models.release import GROWING
from publishing.releases.notices.telling import told_notices, withdrawn_at
from publishing.releases.redactions.telling import editions_at, told_redactions
from publishing.releases.storage import release_store
from publishing.store.catalogue import (
    Catalogue,
    CatalogueError,
    CatalogueExport,
    CatalogueRelease,
    PackFile,
    read_catalogue,
    write_catalogue,
)
from publishing.store.layout import public_pack

_GROWING = [f"release__{path}{column}" for path in ("", "predecessor__") for column in GROWING]


def deliver_outbox(*, at: datetime, clock: Clock | None = None) -> int:
    """Deliver every entry that is due and return how many were; a failure stays on its entry and is tried later.

    The catalogue comes first; what the catalogue holds up follows as soon as it is written. Nothing while paused.
    ``clock`` runs on while receivers take their time, for a lease counts from there; without one it stands at ``at``.
    """
    return do_all(DELIVERY, clock=clock or (lambda: at))


def deliver_catalogue(*, at: datetime) -> None:
    """Deliver the catalogue alone, which is quick: for who waits at a screen. The rest is for a worker."""
    for key in OutboxEntry.objects.deliverable().filter(kind=CATALOGUE).values_list("pk", flat=True):
        attempt_work(work=DELIVERY, subject=str(key), clock=running_from(at))


def why_unseen() -> str:
    """Return why the world does not see the last move yet, in whole sentences; empty when it does."""
    last = OutboxEntry.objects.filter(kind=CATALOGUE).order_by("-generation").first()
    if last is None or last.delivered_at is not None:
        return ""
    if (pause := current_pause()) is not None:
        return f"{str(PausedError(pause)).rstrip('.')}. Het volgt als het werk wordt hervat."
    return f"{(last.last_error or 'De catalogus wacht nog').rstrip('.')}. De volgende poging volgt vanzelf."


def bring_up_to_date() -> bool:
    """Write the catalogue and return whether that was needed; raise StoreError or CatalogueError.

    A file that knows more than the database is refused: one of the two was put back.
    """
    store = release_store()
    if write_catalogue(store, current_catalogue()):
        return True
    held, known = read_catalogue(store).generation, live_channel().generation
    if held > known:
        raise CatalogueError(
            f"de catalogus is bij generatie {held}, de database bij {known}: een van beide is teruggezet"
        )
    return False


def current_catalogue() -> Catalogue:
    """Return the catalogue that the database describes: what was public at the channel's generation, and no more."""
    channel = live_channel()
    moves = ReleaseEvent.objects.filter(kind=ReleaseEvent.Kind.PUBLISHED, generation__lte=channel.generation)
    publications = Publication.objects.filter(release__in=moves.values("release"))
    publications = publications.select_related("release__predecessor").defer(*_GROWING).order_by("pk")
    withdrawn, editions = withdrawn_at(channel.generation), editions_at(channel.generation)
    exports, packs = exports_of(publications, editions), _packs(publications)
    return Catalogue(
        generation=channel.generation,
        current=None if channel.current is None else channel.current.number,
        releases=[
            _entry(
                one,
                withdrawn=one.release_id in withdrawn,
                pack=packs.get((one.release_id, editions.get(one.release_id, 0))),
                edition=editions.get(one.release_id, 0),
                exports=exports[one.release_id],
            )
            for one in publications
        ],
        notices=told_notices(channel.generation),
        redactions=told_redactions(channel.generation),
        audit=head_at(channel.generation),
    )


def _packs(publications: QuerySet[Publication]) -> dict[tuple[int, int], PackRecord]:
    """Return the newest pack of each release in each edition, by both."""
    made = PackRecord.objects.filter(release__in=publications.values("release")).order_by("pk")
    return {(pack.release_id, pack.edition): pack for pack in made}


def _entry(
    publication: Publication,
    *,
    withdrawn: bool,
    pack: PackRecord | None,
    edition: int,
    exports: list[CatalogueExport],
) -> CatalogueRelease:
    release = publication.release
    if pack is None:  # publishing and erasing both record the pack before they commit
        raise TamperedError(f"Van uitgave {release.number} is geen pakket meer vastgelegd.")
    key = public_pack(release.digest, edition)
    return catalogue_entry(
        release,
        pack,
        published_at=publication.published_at,
        key=key,
        withdrawn=withdrawn,
        exports=() if edition else exports,  # what was erased still stands in the files of before
    )


def catalogue_entry(
    release: Release,
    pack: PackRecord,
    *,
    published_at: datetime,
    key: str,
    withdrawn: bool = False,
    exports: Sequence[CatalogueExport] = (),
) -> CatalogueRelease:
    """Return ``release`` as a catalogue lists it, with its pack at ``key`` in the store."""
    return CatalogueRelease(
        number=release.number,
        digest=release.digest,
        reference_date=release.reference_date,
        published_at=published_at,
        status="withdrawn" if withdrawn else "published",
        predecessor=None if release.predecessor is None else release.predecessor.number,
        schema_version=release.schema_version,
        counts=release.counts,
        pack=PackFile(key=key, sha256=pack.sha256, size=pack.size),
        exports=list(exports),
    )
