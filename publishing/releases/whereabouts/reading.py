"""Which releases and candidates hold an item. The number of queries does not grow with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Subquery

from publishing.documents.manifest import read_manifest
from publishing.releases.models import LIVE, MOVES, Channel, Freeze, Release, ReleaseEvent
from publishing.releases.redactions.models import redacted_digests


@dataclass(frozen=True, kw_only=True)
class Place:
    """A release that holds the item. ``published_at`` is None while it is a candidate.

    ``live_times`` are the moments from and until which the release was what the world saw; until None: it still is.
    """

    number: str
    release_digest: str
    published_at: datetime | None
    public_id: str
    digest: str
    is_live: bool
    is_changed: bool
    is_erased: bool
    live_times: tuple[tuple[datetime, datetime | None], ...] = ()


def places_of(kind: str, uid: UUID) -> list[Place]:
    """Return where the item is, oldest first and candidates last.

    ``is_changed`` says that its document is another than in the place before.
    """
    releases = [*Release.objects.published(), *Release.objects.candidates()]
    named = _public_ids(kind, uid, [release.pk for release in releases])
    if not named:
        return []
    manifests = dict(Release.objects.filter(pk__in=[one.pk for one in releases]).values_list("pk", "manifest"))
    published = dict(Release.objects.published().values_list("pk", "publication__published_at"))
    live = Channel.objects.filter(name=LIVE).values_list("current", flat=True).first()
    held = [
        (release, entry)
        for release in releases
        for entry in read_manifest(bytes(manifests[release.pk])).documents
        if entry.kind == kind and entry.id in named
    ]
    erased = redacted_digests([entry.digest for _, entry in held])
    before = ["", *(entry.digest for _, entry in held)]
    times = live_times()
    return [
        Place(
            number=release.number,
            release_digest=release.digest,
            published_at=published.get(release.pk),
            public_id=entry.id,
            digest=entry.digest,
            is_live=release.pk == live,
            is_changed=entry.digest != previous,
            is_erased=entry.digest in erased,
            live_times=tuple(times.get(release.pk, ())),
        )
        for (release, entry), previous in zip(held, before, strict=False)
    ]


def live_times() -> dict[int, list[tuple[datetime, datetime | None]]]:
    """Return by release from and until when it was live; until None for the one that is. One query."""
    generation = Subquery(Channel.objects.filter(name=LIVE).values("generation"))
    moves = ReleaseEvent.objects.filter(kind__in=MOVES, generation__lte=generation).order_by("generation")
    told = list(moves.values_list("release", "at"))
    times: dict[int, list[tuple[datetime, datetime | None]]] = {}
    for place, (release, since) in enumerate(told, start=1):
        until = told[place][1] if place < len(told) else None
        times.setdefault(release, []).append((since, until))
    return times


def _public_ids(kind: str, uid: UUID, releases: list[int]) -> set[str]:
    """Return what the item is called in any of ``releases``; the newest freeze of each holds."""
    freezes = Freeze.objects.filter(release__in=releases).order_by("pk")
    newest: dict[int, dict[str, dict[str, str]]] = dict(freezes.values_list("release", "new_ids"))
    return {public_id for new in newest.values() if (public_id := new.get(kind, {}).get(str(uid)))}
