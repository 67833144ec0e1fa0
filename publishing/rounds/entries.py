"""Who did what to an item and when, from whatever keeps record of it, as plain values."""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

_PUBLISHED = "wagtail.publish"
_TOUCHING = (_PUBLISHED, "wagtail.unpublish", "wagtail.move", "wegwijzer.merge")  # these carry no flag of their own
_WORDS = {
    "wagtail.create": "gemaakt",
    "wagtail.publish": "klaargezet",
    "wagtail.unpublish": "niet meer klaar gemaakt",
    "wagtail.move": "verplaatst",
    "wagtail.revert": "teruggezet",
    "wegwijzer.merge": "samengevoegd",
    "observation": "waarneming ingevoerd",
    "retraction": "waarneming ingetrokken",
}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that somebody did. ``recognised_on`` is filled for observations only."""

    person: int | None
    at: datetime
    action: str
    revision: int = 0
    is_change: bool = False
    recognised_on: date | None = None

    @property
    def touches_content(self) -> bool:
        """Whether a document can be another one by it."""
        return self.is_change or self.action.startswith(_TOUCHING)

    @property
    def is_fact(self) -> bool:
        """Whether it is about what a register says, which needs no *klaarzetten*."""
        return self.action in {"observation", "retraction"}

    @property
    def words(self) -> str:
        """What was done, in a word or two."""
        return next((words for action, words in _WORDS.items() if self.action.startswith(action)), "gewijzigd")


def changes_after(
    entries: Iterable[Entry], *, frozen_at: datetime | None, base_date: date | None = None
) -> list[Entry]:
    """Return what changed the item since the base release, oldest first; all of it when there was none.

    The base holds what was made ready last before it was frozen. A draft that was written before that moment and made
    ready after it was never in the base, so who wrote it is among those who changed the item. A fact dated after the
    base's reference date counts too: it did not count in the base.
    """
    known = sorted(entries, key=lambda entry: (entry.at, entry.revision))
    touching = [entry for entry in known if entry.touches_content]
    if frozen_at is None:
        return touching
    ready = [one for one in known if one.action.startswith(_PUBLISHED) and one.at <= frozen_at]
    in_base = ready[-1] if ready else None
    return [one for one in touching if _is_after(one, in_base, frozen_at, base_date)]


def _is_after(one: Entry, in_base: Entry | None, frozen_at: datetime, base_date: date | None) -> bool:
    if one.is_fact:
        counts_first = one.recognised_on is not None and base_date is not None and one.recognised_on > base_date
        return one.at > frozen_at or counts_first
    if in_base is None:
        return True  # made ready without a trace: everything that is known of it may have come later
    return one.at > in_base.at or one.revision > in_base.revision > 0
