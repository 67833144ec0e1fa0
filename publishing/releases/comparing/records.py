"""Stored comparisons: read by the pair of digests, computed when somebody asks for the first time."""

import zlib

import msgspec
from django.db import IntegrityError, transaction

from publishing.releases.changes import Comparison
from publishing.releases.compare import compare_releases
from publishing.releases.comparing.models import ComparisonRecord
from publishing.releases.models import Release
from publishing.releases.redactions.holding import editions_of

ALGORITHM = 1  # rises when the same two releases would compare differently
SMALL = 5_000  # documents in both together; more than these are compared by a worker


def stored_comparison(*, old: Release | None, new: Release) -> Comparison | None:
    """Return what was computed before, None when nobody asked yet."""
    record = ComparisonRecord.objects.filter(pair=pair_of(old, new)).first()
    return None if record is None else msgspec.json.decode(zlib.decompress(record.body), type=Comparison)


def comparison_of(*, old: Release | None, new: Release) -> Comparison:
    """Return the comparison of two releases, and store it when it was not yet; raise TamperedError."""
    if (found := stored_comparison(old=old, new=new)) is not None:
        return found
    pair = pair_of(old, new)
    made = compare_releases(old=old, new=new)
    body = zlib.compress(msgspec.json.encode(made))
    try:
        with transaction.atomic():
            ComparisonRecord.objects.create(pair=pair, body=body)
    except IntegrityError:  # somebody asked at the same time, and stored the same
        if not ComparisonRecord.objects.filter(pair=pair).exists():
            raise
    return made


def pair_of(old: Release | None, new: Release) -> str:
    """Return what names the comparison of two releases: another name when something was erased from either."""
    editions = editions_of([one for one in (old, new) if one is not None])
    return f"{ALGORITHM}:{'-' if old is None else _named(old, editions)}:{_named(new, editions)}"


def _named(release: Release, editions: dict[int, int]) -> str:
    return f"{release.digest}.{editions[release.pk]}" if release.pk in editions else release.digest


def forget_comparisons(release: Release) -> None:
    """Empty what was stored of ``release``: a comparison holds titles. Within the transaction that erases."""
    ComparisonRecord.objects.filter(pair__contains=release.digest).update(body=b"")


def is_small(*, old: Release | None, new: Release) -> bool:
    """Whether comparing takes no longer than a person waits for a page."""
    return sum(sum(one.counts.values()) for one in (old, new) if one is not None) <= SMALL
