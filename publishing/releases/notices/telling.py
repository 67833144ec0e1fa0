"""Notices as the catalogue tells them: what was there at a generation, with its dates; readers know what day it is."""

from collections.abc import Iterator

from publishing.releases.notices.models import Notice, NoticeQuerySet
from publishing.store.catalogue import CatalogueNotice


def told_notices(generation: int) -> list[CatalogueNotice]:
    """Return the notices that were placed and not ended at ``generation``, oldest first."""
    return list(_told(_placed(generation).exclude(ending__event__generation__lte=generation)))


def withdrawn_at(generation: int) -> set[int]:
    """Return the keys of the releases that were withdrawn at ``generation``."""
    return set(_placed(generation).withdrawals().values_list("release", flat=True))


def _placed(generation: int) -> NoticeQuerySet:
    return Notice.objects.filter(event__generation__lte=generation)


def _told(notices: NoticeQuerySet) -> Iterator[CatalogueNotice]:
    rows = notices.select_related("event", "release").defer("release__manifest").order_by("event__generation")
    for one in rows:
        yield CatalogueNotice(
            number=one.event.generation,
            sort=one.sort,  # type: ignore[arg-type]  # one of its choices
            text=one.text,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            release=None if one.release is None else one.release.number,
            kind=one.kind or None,
            id=one.public_id or None,
        )
