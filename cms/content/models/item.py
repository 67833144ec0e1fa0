"""What every content item shares: an identity of its own, apart from its primary key and its title."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Max
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from cms.content.models.readable import Readable
from cms.content.models.state import HasState
from cms.content.preview import RenderedPreview


class Identified(Readable):
    """An item that releases can follow over the years, whatever its title, primary key or place becomes."""

    uid = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class SnippetItem(
    RenderedPreview,
    HasState,
    DraftStateMixin,
    RevisionMixin,
    LockableMixin,
    PreviewableMixin,
    index.Indexed,
    Identified,
):
    """A content item that is not a page: it has drafts, a history and a preview, and is *klaar* or not."""

    class Meta:
        abstract = True

    @property
    def approved_schedule(self) -> bool:
        """Nothing is made ready by the clock here; Wagtail would ask the database once for every row of a list."""
        return False


class SortedItem(SnippetItem):
    """A snippet that editors drag into order. A new one comes last."""

    sort_order = models.PositiveIntegerField("volgorde", null=True, blank=True, db_index=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the item; one without a place yet gets the last."""
        if self.sort_order is None:
            last = type(self)._default_manager.aggregate(last=Max("sort_order"))["last"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the item as a version holds it, in the place where it stands now.

        Dragging moves the item, not its versions: without this, publishing an older draft would drag it back.
        """
        version: Self = super().with_content_json(content)
        version.sort_order = self.sort_order
        return version
