"""Questions about many content items. "Ready" is what the screens call *klaar*: live in Wagtail's sense."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, F, IntegerField, Value, When
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search.queryset import SearchableQuerySetMixin

from cms.content.choices import TextKey


class Ready:
    """The questions that pages and snippets share."""

    def ready(self: Any) -> Any:
        """Items that a freeze takes."""
        return self.filter(live=True)

    def open_work(self: Any) -> Any:
        """Items that are not ready, or of which a newer draft waits."""
        return self.exclude(live=True, has_unpublished_changes=False)


class SnippetQuerySet(Ready, SearchableQuerySetMixin, models.QuerySet[Any]):
    """Snippets."""


class TextQuerySet(SnippetQuerySet):
    """Running texts."""

    def in_reading_order(self) -> Self:
        """In the order in which the Wegwijzer shows them."""
        places = [When(key=key, then=Value(place)) for place, key in enumerate(TextKey.values)]
        return self.order_by(Case(*places, output_field=IntegerField()), "pk")


class ContentPageQuerySet(Ready, PageQuerySet[Any]):
    """Pages."""

    @classmethod
    def as_page_manager(cls) -> Any:
        """Return a manager for a page model, in tree order like Wagtail's own."""
        return PageManager.from_queryset(cls)()


class DomainQuerySet(ContentPageQuerySet):
    """Domains."""

    def in_reading_order(self) -> Self:
        """By number; a double number keeps the tree's order, and is a finding."""
        return self.order_by("number", "path")


class RecommendationQuerySet(ContentPageQuerySet):
    """Recommendations."""

    def in_reading_order(self) -> Self:
        """In tree order, so that those of one domain stand together as its editors placed them."""
        return self.order_by(F("path"))
