"""Releases made straight from documents, for tests about what is read from them."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.manifest import Entry, Manifest, Retired, manifest_bytes
from publishing.releases.assembling import counts_of
from publishing.releases.models import DocumentBody, Freeze, Release


def release_of(
    documents: Iterable[Document],
    number: str = "2026.1",
    *,
    reference_date: date = date(2026, 7, 31),
    retired: Iterable[Retired] = (),
) -> Release:
    """Return a candidate of ``documents`` in their order; the same again is the same release."""
    entries = []
    for document in documents:
        body = canonical_bytes(document)
        DocumentBody.objects.get_or_create(digest=digest(body), defaults={"body": body})
        kind = str(document.__struct_config__.tag)
        entries.append(Entry(kind=kind, id=document.id, digest=digest(body)))
    manifest = Manifest(
        number=number,
        reference_date=reference_date,
        schema_version="1.0",
        documents=entries,
        retired=list(retired),
    )
    data, name = manifest_bytes(manifest)
    found = Release.objects.filter(digest=name).first()
    if found is not None:
        return found
    made = Release.objects.create(
        number=number,
        digest=name,
        reference_date=reference_date,
        schema_version="1.0",
        manifest=data,
        counts=counts_of(manifest),
    )
    Freeze.objects.create(release=made, findings=[], new_ids={}, at=timezone.now())
    return made
