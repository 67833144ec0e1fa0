"""From frozen documents to a manifest."""

from datetime import date

from django.conf import settings

from publishing.checks.base import Finding
from publishing.documents.base import SCHEMA_VERSION
from publishing.documents.manifest import Entry, Manifest, Predecessor, Retired, read_manifest
from publishing.releases.models import Release


def assemble_manifest(
    entries: list[Entry], *, number: str, reference_date: date, predecessor: Release | None
) -> Manifest:
    """Return the manifest of ``entries``, with the settings that a release freezes in."""
    return Manifest(
        number=number,
        reference_date=reference_date,
        schema_version=SCHEMA_VERSION,
        predecessor=None if predecessor is None else Predecessor(number=predecessor.number, digest=predecessor.digest),
        publisher=settings.RELEASE_PUBLISHER,
        licence=settings.RELEASE_LICENCE,
        base_url=settings.RELEASE_BASE_URL,
        documents=entries,
        retired=[] if predecessor is None else _retired(number, predecessor, {(e.kind, e.id) for e in entries}),
    )


def _retired(number: str, predecessor: Release, present: set[tuple[str, str]]) -> list[Retired]:
    """Return what earlier releases held and this one does not: what ended now, and what had ended before."""
    before = read_manifest(bytes(predecessor.manifest))
    ended = [Retired(kind=entry.kind, id=entry.id, ended_in=number) for entry in before.documents]
    gone = [one for one in [*before.retired, *ended] if (one.kind, one.id) not in present]
    return sorted(gone, key=lambda one: (one.kind, one.id))


def settings_findings(manifest: Manifest) -> list[Finding]:
    """Return a blocking finding for each setting that a release must freeze in and that is empty."""
    missing = [
        name
        for name, value in (
            ("RELEASE_PUBLISHER", manifest.publisher),
            ("RELEASE_LICENCE", manifest.licence),
            ("RELEASE_BASE_URL", manifest.base_url),
        )
        if not value
    ]
    return [
        Finding(
            rule="setting-missing",
            level="blocking",
            kind="inhoudslijst",
            id=manifest.number,
            field=name,
            message=f"De instelling {name} is leeg. Een uitgave legt die vast; vul haar in en bevries opnieuw.",
        )
        for name in missing
    ]
