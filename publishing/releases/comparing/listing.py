"""One page of a comparison: the changes that fit the filters, by domain, each with all there is to read about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from publishing.documents.registry import KINDS
from publishing.releases.changes import Change, Comparison, LevelChange
from publishing.releases.comparing.details import Detail
from publishing.releases.comparing.filters import Filters, choices, values_of
from publishing.releases.comparing.sentences import (
    ending_sentences,
    level_sentences,
    place_sentences,
    sort_in_words,
)
from publishing.releases.comparing.stored import stored_details
from publishing.releases.models import Release
from publishing.rounds.listing import Choice

PER_PAGE = 20


@dataclass(frozen=True)
class ShownChange:
    """A change with its sentences. ``left_out`` is why a freeze did not take in what stood ready."""

    detail: Detail
    left_out: str = ""

    @property
    def change(self) -> Change:
        """What it is about."""
        return self.detail.change

    @property
    def sort(self) -> str:
        """``gewijzigd en verplaatst``."""
        return sort_in_words(self.change)

    @property
    def sentences(self) -> list[str]:
        """Where it went, and why."""
        return [*place_sentences(self.change), *ending_sentences(self.change, left_out=self.left_out)]

    @property
    def levels(self) -> list[tuple[LevelChange, str]]:
        """What became of its recognitions."""
        return list(level_sentences(self.change))

    @property
    def is_whole(self) -> bool:
        """Whether it came or went as a whole, so that its text is all new or all old."""
        return self.change.change in ("new", "retired")

    @property
    def is_made(self) -> bool:
        """Whether the release wrote it itself: then nobody has to read it word for word."""
        return KINDS[self.change.kind].is_single


@dataclass(frozen=True, kw_only=True)
class ChangePage:
    """One page. ``found`` is how many changes the filters find, ``total`` how many there are."""

    filters: Filters
    groups: tuple[tuple[str, tuple[ShownChange, ...]], ...]
    page: int
    pages: int
    found: int
    total: int
    choices: Mapping[str, tuple[Choice, ...]]


def change_page(
    comparison: Comparison, filters: Filters, *, old: Release | None, new: Release, page: int
) -> ChangePage:
    """Return page ``page``, counted from one, or the nearest that there is. Raise TamperedError."""
    searched = [change for change in comparison.changes if filters.finds(change)]
    found = [change for change in searched if not filters.misses(values_of(change))]
    pages = max(1, -(-len(found) // PER_PAGE))
    shown = min(max(page, 1), pages)
    here = found[(shown - 1) * PER_PAGE : shown * PER_PAGE]
    details = stored_details(here, old=old, new=new)
    left_out = new.latest_freeze.left_out
    shown_changes = [
        ShownChange(one, left_out.get(one.change.id, "") if one.change.kind == "interventie" else "") for one in details
    ]
    groups = groupby(shown_changes, key=lambda one: one.change.domain_id)
    listed = [list(group) for _, group in groups]
    return ChangePage(
        filters=filters,
        groups=tuple((group[0].change.domain, tuple(group)) for group in listed),
        page=shown,
        pages=pages,
        found=len(found),
        total=len(comparison.changes),
        choices=choices(comparison, searched, filters),
    )
