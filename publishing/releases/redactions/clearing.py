"""Takes the files away that still hold what was erased. Twice is harmless; what fails is tried again by the sweep."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.dispatch import Signal

from publishing.attempts.steps import reach
from publishing.releases.models import Release
from publishing.releases.redactions.holding import edition_of
from publishing.releases.redactions.models import Clearance, Redaction
from publishing.releases.redactions.steps import RedactStep
from publishing.releases.storage import release_store
from publishing.store.base import MissingError, StoreError
from publishing.store.catalogue import Catalogue, CatalogueError, read_catalogue
from publishing.store.layout import candidate_pack, public_pack
from publishing.store.local_copies import forget_copies

# Sent with ``release`` for each release or candidate that held the erased document, once nobody is led to the old
# pack. Receivers take away what they made of it: exporters their artefacts. Whoever raises StoreError or OSError is
# asked again.
release_redacted = Signal()


def clear_redactions(*, at: datetime) -> list[str]:
    """Clear every redaction that still has files, and return what stands in the way, for people to read."""
    problems = []
    for redaction in Redaction.objects.filter(clearance=None).order_by("pk"):
        try:
            _clear(redaction)
        except (StoreError, CatalogueError, OSError) as error:
            problems.append(f"Wissing {redaction}: {error}")
        else:
            Clearance.objects.get_or_create(redaction=redaction, defaults={"at": at})
            reach(RedactStep.CLEARED)
    return problems


def _clear(redaction: Redaction) -> None:
    """Raise StoreError while the catalogue still leads to a pack that holds the document."""
    catalogue = read_catalogue(release_store())
    caches["kept"].clear()  # titles and findings of the workshop as it was; it may be lost at any time
    for holder in redaction.holders.select_related("release").defer("release__manifest"):
        _check_not_read(catalogue, holder.release)
        for key in stale_packs(holder.release):
            _remove(key)
            reach(RedactStep.FILE_REMOVED)
        release_redacted.send(sender=Release, release=holder.release)
    forget_copies(settings.RELEASE_STORE_COPIES, {redaction.document_id}, named=catalogue.files)
    reach(RedactStep.FILES_REMOVED)


def _remove(key: str) -> None:
    with suppress(MissingError):  # another sweep was quicker
        release_store().remove(key)


def _check_not_read(catalogue: Catalogue, release: Release) -> None:
    told = catalogue.release(release.number)
    stale = {public_pack(release.digest, edition) for edition in range(edition_of(release))}
    if told is not None and told.pack.key in stale:
        raise StoreError(f"de catalogus wijst nog naar het oude pakket van uitgave {release.number}")


def stale_packs(release: Release) -> Iterator[str]:
    """Yield the keys of packs of ``release`` in the store that hold what was erased from it."""
    for edition in range(edition_of(release)):
        for key in (candidate_pack(release.digest, edition), public_pack(release.digest, edition)):
            if release_store().exists(key):
                yield key
