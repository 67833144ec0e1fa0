"""What is live, as it is to one item: the document to compare with, and when the workshop was read for it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from publishing.documents.base import Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.documents.manifest import read_manifest
from publishing.documents.registry import KINDS
from publishing.releases.bodies import in_chunks
from publishing.releases.models import LIVE, Channel, DocumentBody, Freeze, Release
from publishing.releases.whereabouts.reading import Place
from publishing.rounds.since.reading import Then


class _Made(NamedTuple):
    """How a release was made: when, as of which date, and from which release when it is a correction."""

    at: datetime
    reference_date: date
    base: int | None


def then_of(kind: str, places: Sequence[Place]) -> Then | None:
    """Return the live release as it is to the item that ``places`` are of; None when nothing is live.

    A correction was made of the release before it and not of the workshop, so what was changed in the workshop in the
    meantime is not in it: the moment is that of the release with which the corrections began.
    """
    live = Channel.objects.filter(name=LIVE).values_list("current", flat=True).first()
    if live is None:
        return None
    made = _workshop_of(live)
    number, manifest = Release.objects.values_list("number", "manifest").get(pk=live)
    held = next((place for place in places if place.is_live and not place.is_erased), None)
    return Then(
        number=number,
        reference_date=made.reference_date,
        frozen_at=made.at,
        document=None if held is None else _document(kind, held.digest),
        recommendations=lambda: _recommendations(bytes(manifest)),
    )


def _workshop_of(live: int) -> _Made:
    """Return how the release was made with which the corrections began that led to ``live``. One query."""
    rows = Freeze.objects.filter(release__publication__isnull=False).order_by("pk")
    fields = ("release", "at", "release__reference_date", "correction__correction__base")
    made = {release: _Made(*how) for release, *how in rows.values_list(*fields)}  # the newest freeze holds
    found = made[live]
    while found.base is not None:
        found = made[found.base]
    return found


def _document(kind: str, digest: str) -> Document | None:
    body = DocumentBody.objects.filter(digest=digest).values_list("body", flat=True).first()
    document: Document | None = msgspec.json.decode(bytes(body), type=KINDS[kind].shape) if body else None
    return document


def _recommendations(manifest: bytes) -> Iterator[Recommendation]:
    """Yield those of the release without what was erased. A query for every 500."""
    digests = [entry.digest for entry in read_manifest(manifest).documents if entry.kind == "aanbeveling"]
    for chunk in in_chunks(digests):
        for body in DocumentBody.objects.filter(digest__in=chunk).values_list("body", flat=True):
            if body:
                yield msgspec.json.decode(bytes(body), type=Recommendation)
