"""Questions about many content items. "Ready" is what the screens call *klaar*: live in Wagtail's sense."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search.queryset import SearchableQuerySetMixin

from cms.content.choices import TextKey

_NO_LONGER_READY = Q(live=False, last_published_at__isnull=False) & ~Q(
    latest_revision__created_at__gt=F("last_published_at")
)


class Ready:
    """The questions that pages and snippets share. Each item is ready, a draft, or no longer ready."""

    def ready(self: Any) -> Any:
        """Items that a freeze takes."""
        return self.filter(live=True)

    def no_longer_ready(self: Any) -> Any:
        """Items that stood ready and were let go, on which nobody wrote since: their newest version stood ready."""
        return self.filter(_NO_LONGER_READY)

    def drafts(self: Any) -> Any:
        """Items that never stood ready, and those that were let go and on which somebody writes again."""
        return self.filter(live=False).exclude(_NO_LONGER_READY)

    def open_work(self: Any) -> Any:
        """Items that somebody still has to make ready: drafts, and what is ready and has a newer draft."""
        return self.exclude(live=True, has_unpublished_changes=False).exclude(_NO_LONGER_READY)

    def with_state(self: Any) -> Any:
        """Fetch along what the state of each item is told by, for a list."""
        return self.select_related("latest_revision").defer("latest_revision__content")


class SnippetQuerySet(Ready, SearchableQuerySetMixin, models.QuerySet[Any]):
    """Snippets."""


class LinkedQuerySet(SnippetQuerySet):
    """Snippets that recommendations link to, through ``recommendation_links``."""

    def used_by_recommendations(self) -> Self:
        """Those that stand in at least one recommendation."""
        return self.filter(recommendation_links__isnull=False).distinct()

    def with_recommendation_count(self) -> Self:
        """Annotate ``recommendation_count``: in how many recommendations each stands, as last made ready or created."""
        return self.annotate(recommendation_count=Count("recommendation_links__recommendation", distinct=True))


class InterventionQuerySet(LinkedQuerySet):
    """Interventions."""

    def standing(self) -> Self:
        """Those that were not merged into another one."""
        return self.filter(merged_into=None)

    def merged_away(self) -> Self:
        """Those that were found to be another one."""
        return self.exclude(merged_into=None)

    def successors(self) -> dict[int, int]:
        """Return, by id, the standing one that each merged one is now: the end of the chain."""
        next_one: dict[int, int] = dict(self.merged_away().values_list("pk", "merged_into_id"))
        return {pk: _end_of(next_one, pk) for pk in next_one}


class InterventionManager(models.Manager.from_queryset(InterventionQuerySet)):  # type: ignore[misc]  # made at run time
    """Only what stands: a merged one shows in no list, chooser, count, import or freeze."""

    def get_queryset(self) -> Any:
        return super().get_queryset().standing()


def _end_of(next_one: dict[int, int], pk: int) -> int:
    """No chain is a ring: only what stands is merged, into what stands."""
    while pk in next_one:
        pk = next_one[pk]
    return pk


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

    def with_part_counts(self) -> Self:
        """Annotate ``intervention_count`` and ``practice_count``, of what was last made ready or created."""
        return self.annotate(
            intervention_count=_count_of("intervention_links", self.model),
            practice_count=_count_of("practice_links", self.model),
        )

    def linking(self, relation: str, *items: int) -> Self:
        """Those with a link of ``relation`` to one of ``items``, by primary key, as ready or in their open draft."""
        link = self.model._meta.get_field(relation).related_model
        (other,) = (field.name for field in link._meta.fields if field.many_to_one and field.name != "recommendation")
        ready = link.objects.filter(**{f"{other}__in": items}).values("recommendation")
        drafts = self.filter(has_unpublished_changes=True).values_list("pk", "latest_revision__content")
        drafted = [
            pk
            for pk, content in drafts.iterator(chunk_size=100)
            if not {row[other] for row in (content or {}).get(relation, [])}.isdisjoint(items)
        ]
        return self.filter(Q(pk__in=ready) | Q(pk__in=drafted))


def _count_of(relation: str, model: Any) -> Any:
    """Count rows apart from each other: two joins in one query would multiply."""
    parts = model._meta.get_field(relation).related_model.objects.filter(recommendation=OuterRef("pk"))
    counted = parts.order_by().values("recommendation").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
