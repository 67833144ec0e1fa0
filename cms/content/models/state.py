"""The state of one item, in the word that every screen uses."""

from datetime import datetime
from typing import Any, Self

NO_LONGER_READY = "niet meer klaar"


class HasState:
    """Before what keeps drafts in Wagtail, which takes an item that was let go for one that was never ready."""

    live: bool
    last_published_at: datetime | None
    latest_revision: Any

    @property
    def written_at(self) -> datetime | None:
        """When the newest version was saved."""
        return None if self.latest_revision is None else self.latest_revision.created_at

    @property
    def is_no_longer_ready(self) -> bool:
        """Whether it stood ready, does no longer, and nobody saved a newer draft; ``no_longer_ready`` asks many."""
        if self.live or self.last_published_at is None:
            return False
        return self.written_at is None or self.written_at <= self.last_published_at

    @property
    def status_string(self) -> str:
        """The state in words: *niet meer klaar*, or what Wagtail says."""
        return NO_LONGER_READY if self.is_no_longer_ready else super().status_string  # type: ignore[misc]  # of what follows

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the item as a version holds it. When the item stood ready the version cannot know."""
        version: Self = super().with_content_json(content)  # type: ignore[misc]  # of what follows
        version.last_published_at = self.last_published_at
        return version


class PageHasState(HasState):
    """Of a page, which holds that moment itself."""

    latest_revision_created_at: datetime | None

    @property
    def written_at(self) -> datetime | None:
        return self.latest_revision_created_at
