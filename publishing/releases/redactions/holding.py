"""Which releases hold a document, and that none comes to hold one that was erased."""

from django.db.models import QuerySet

from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.releases.channels import locked_channel
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release
from publishing.releases.redactions.models import RedactedRelease, redacted_digests


def releases_holding(digest: str) -> list[Release]:
    """Return every release and candidate whose manifest lists the document, oldest first; one manifest at a time."""
    held = Release.objects.order_by("pk").values_list("pk", "manifest").iterator(chunk_size=1)
    keys = [key for key, manifest in held if digest.encode() in bytes(manifest) and _lists(bytes(manifest), digest)]
    return list(Release.objects.filter(pk__in=keys).order_by("pk"))


def _lists(manifest: bytes, digest: str) -> bool:
    return any(entry.digest == digest for entry in read_manifest(manifest).documents)


def versions_of(kind: str, public_id: str) -> dict[str, list[Release]]:
    """Return the versions of an item by digest, each with the releases and candidates that hold it, oldest first."""
    found: dict[str, list[Release]] = {}
    for release in Release.objects.order_by("pk").defer(None).iterator(chunk_size=1):
        for entry in read_manifest(bytes(release.manifest)).documents:
            if (entry.kind, entry.id) == (kind, public_id):
                found.setdefault(entry.digest, []).append(release)
    return found


def edition_of(release: Release) -> int:
    """Return how many of the release's documents were erased."""
    return RedactedRelease.objects.filter(release=release).count()


def editions_of(releases: QuerySet[Release] | list[Release]) -> dict[int, int]:
    """Return, for each of ``releases`` that lost documents, how many. One query."""
    rows = RedactedRelease.objects.filter(release__in=releases).order_by("edition")
    return dict(rows.values_list("release", "edition"))


def erased_from(release: Release) -> list[str]:
    """Return the kind and public id of each document that was erased from ``release``."""
    rows = RedactedRelease.objects.filter(release=release).select_related("redaction__request").order_by("edition")
    return [str(row.redaction) for row in rows]


def refuse_erased(manifest: Manifest) -> None:
    """Raise RefusedError when ``manifest`` lists what was erased: the workshop still has it to the letter.

    The caller holds the transaction in which it wrote the release. The channel's row is the lock: of a freeze and a
    redaction at once, the second sees what the first one wrote.
    """
    locked_channel()
    erased = redacted_digests()
    if back := [entry for entry in manifest.documents if entry.digest in erased]:
        raise RefusedError(
            f"In uitgave {manifest.number} zou terugkomen wat is gewist: {_named(back)}. "
            "Haal het in de werkplaats weg of pas het aan, en bevries opnieuw."
        )


def _named(entries: list[Entry]) -> str:
    return ", ".join(f"{entry.kind} ‘{entry.id}’" for entry in entries)
