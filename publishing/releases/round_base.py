"""A published release as the base of a round: which items it held, by the identity that the workshop knows them by."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from publishing.documents.manifest import Entry
from publishing.documents.naming import name_of
from publishing.releases.bodies import erased_body
from publishing.releases.identities import released_ids
from publishing.releases.models import DocumentBody, Release
from publishing.releases.reading import bodies_of, manifest_of
from publishing.rounds.base import Base, BaseEntry


def base_numbers() -> list[str]:
    """Return the numbers of the published releases, newest first."""
    return list(Release.objects.published().reverse().values_list("number", flat=True))


def read_base(number: str) -> Base | None:
    """Return the published release ``number`` as a base, None when there is none; raise TamperedError."""
    release = Release.objects.published().filter(number=number).first()
    if release is None:
        return None
    manifest = manifest_of(release)
    return Base(
        number=release.number,
        digest=release.digest,
        reference_date=release.reference_date,
        frozen_at=release.latest_freeze.at,
        entries=tuple(_entries(manifest.documents)),
    )


def document_body(digest: str) -> bytes | None:
    """Return the bytes of the document ``digest``, None when no release or candidate held it or it was erased."""
    row = DocumentBody.objects.filter(digest=digest).first()
    return bytes(row.body) or None if row else None


def _entries(documents: list[Entry]) -> Iterator[BaseEntry]:
    """Yield what has an identity in the workshop; what a freeze makes by itself has none, and nobody reviews it."""
    uids: dict[tuple[str, str], UUID] = {
        (kind, public_id): uid for kind, by_uid in released_ids().items() for uid, public_id in by_uid.items()
    }
    for entry, body in bodies_of(documents, instead=erased_body):
        uid = uids.get((entry.kind, entry.id))
        if uid is not None:
            title = name_of(msgspec.json.decode(body))
            yield BaseEntry(kind=entry.kind, uid=uid, public_id=entry.id, digest=entry.digest, title=title)
