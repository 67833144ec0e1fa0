"""Redactions as the catalogue tells them: which document was erased from which releases, when and by what law."""

from publishing.freezing.checking import day_of
from publishing.releases.redactions.models import Ground, RedactedRelease
from publishing.store.catalogue import CatalogueRedaction


def told_redactions(generation: int) -> list[CatalogueRedaction]:
    """Return what had been erased from published releases at ``generation``, oldest first."""
    rows = (
        RedactedRelease.objects.filter(event__generation__lte=generation)
        .select_related("redaction__request", "release")
        .defer("release__manifest")
        .order_by("pk")
    )
    by_redaction: dict[int, list[RedactedRelease]] = {}
    for row in rows:
        by_redaction.setdefault(row.redaction_id, []).append(row)
    return [_told(holders) for holders in by_redaction.values()]


def editions_at(generation: int) -> dict[int, int]:
    """Return, for each published release that lacks documents at ``generation``, how many."""
    rows = RedactedRelease.objects.filter(event__generation__lte=generation).order_by("edition")
    return dict(rows.values_list("release", "edition"))


def _told(holders: list[RedactedRelease]) -> CatalogueRedaction:
    redaction = holders[0].redaction
    return CatalogueRedaction(
        digest=redaction.document_id,
        kind=redaction.request.kind,
        id=redaction.request.public_id,
        releases=[holder.release.number for holder in holders],
        erased_on=day_of(redaction.confirmed_at),
        ground=Ground(redaction.request.ground).label,
    )
