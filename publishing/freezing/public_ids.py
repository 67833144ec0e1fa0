"""Public ids: stable slugs, fixed at an item's first release and never given to another item."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.utils.text import slugify

from publishing.documents.base import UNKNOWN_ID

_LONGEST = 80  # leaves room for a number behind it within the 120 of the schema


class Candidate(NamedTuple):
    """An item that needs a public id. ``ready`` items choose first, so that drafts never take their names."""

    uid: UUID
    title: str
    ready: bool


@lru_cache(maxsize=20_000)  # the same titles at every look at a round
def slug_of(title: str, fallback: str) -> str:
    """Return ``title`` as a slug of whole words; ``fallback`` when nothing of it can stand in an address."""
    slug = slugify(title.replace("’", "").replace("'", ""))
    slug = "-".join(part for part in slug.replace("_", "-").split("-") if part)
    if len(slug) > _LONGEST:
        slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    return slug or fallback


def assign_public_ids(candidates: Iterable[Candidate], *, fixed: Mapping[UUID, str], fallback: str) -> dict[UUID, str]:
    """Return the public id of every candidate. ``fixed`` holds those of all releases so far, retired ones too.

    Same candidates and same ``fixed``: same ids, whatever the order in which they come.
    """
    taken = {UNKNOWN_ID, *fixed.values()}
    ids: dict[UUID, str] = {}
    for candidate in sorted(candidates, key=lambda one: (not one.ready, one.uid.int)):
        ids[candidate.uid] = fixed.get(candidate.uid) or _free(slug_of(candidate.title, fallback), taken)
        taken.add(ids[candidate.uid])
    return ids


def _free(slug: str, taken: set[str]) -> str:
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
