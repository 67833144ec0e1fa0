"""Recommendations and domains as flat lists over the whole Wegwijzer, to search, filter and sort."""

from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.content.models import DomainPage, InterventionLink, RecommendationPage
from cms.content.screens.filters import ContentFilterSet
from cms.content.screens.pages import BASE, STATE
from cms.content.screens.searching import SearchWithin


class DomainFilter(django_filters.ModelMultipleChoiceFilter):
    def filter(self, qs: Any, value: Any) -> Any:
        if not value:
            return qs
        wanted = RecommendationPage.objects.none()
        for domain in value:
            wanted = wanted | RecommendationPage.objects.child_of(domain)
        return qs.filter(pk__in=wanted.values("pk"))


class RecommendationFilterSet(ContentFilterSet):
    domein = DomainFilter(
        queryset=lambda request: DomainPage.objects.in_reading_order(), label="Domein", widget=CheckboxSelectMultiple
    )
    interventies = django_filters.ChoiceFilter(
        choices=[("0", "Zonder interventie"), ("1", "Met interventie")],
        method="filter_by_interventions",
        label="Interventies",
        empty_label="Alles",
        widget=RadioSelect,
    )

    def filter_by_interventions(self, queryset: Any, name: str, value: str) -> Any:
        linked = InterventionLink.objects.values("recommendation")
        return queryset.filter(pk__in=linked) if value == "1" else queryset.exclude(pk__in=linked)


class FlatList(SearchWithin, IndexView):
    """A list of pages of one kind, whatever their place in the tree."""

    results_template_name = "content/page_results.html"
    template_name = "wagtailadmin/pages/listing.html"
    default_ordering = "path"
    empty_text = ""

    def get_table(self, object_list: Any) -> Any:
        """Without tick boxes for who has nothing to do with them."""
        columns = self.columns
        if not self.user_has_any_permission({"publish"}):
            columns = [column for column in columns if column.name != "bulk_actions"]
        return self.table_class(columns, object_list, **self.get_table_kwargs())

    def get_valid_orderings(self) -> list[str]:
        return [*super().get_valid_orderings(), "path"]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"empty_text": self.empty_text}


class RecommendationList(FlatList):
    page_title = "Aanbevelingen"
    empty_text = "Er staan nog geen aanbevelingen. Maak eerst een domein, en daarna de aanbevelingen eronder."

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages.with_part_counts())

    @cached_property
    def columns(self) -> list[Any]:
        titles = {domain.path: domain.get_admin_display_title() for domain in DomainPage.objects.all()}
        domain = Column("domain", label="Domein", accessor=lambda page: titles.get(page.path[:-4], ""), width="18%")
        return [
            BASE["bulk_actions"],
            BASE["title"],
            domain,
            Column("intervention_count", label="Interventies", sort_key="intervention_count", width="1%"),
            Column("practice_count", label="Voorbeelden", sort_key="practice_count", width="1%"),
            BASE["latest_revision_created_at"],
            STATE,
        ]


class DomainList(FlatList):
    page_title = "Domeinen"
    default_ordering = "number"
    empty_text = "Er staan nog geen domeinen. De Wegwijzer heeft er acht."


class RecommendationListViewSet(PageListingViewSet):
    name = "aanbevelingen"
    model = RecommendationPage
    icon = "list-ul"
    menu_label = "Aanbevelingen"
    index_view_class = RecommendationList
    filterset_class = RecommendationFilterSet
    columns = PageListingViewSet.UNDEFINED


class DomainListViewSet(PageListingViewSet):
    name = "domeinen"
    model = DomainPage
    icon = "folder-open-inverse"
    menu_label = "Domeinen"
    index_view_class = DomainList
    filterset_class = ContentFilterSet
    columns = [
        BASE["bulk_actions"],
        BASE["title"],
        Column("number", label="Nummer", sort_key="number", width="8%"),
        Column("get_system_level_display", label="Systeemniveau", sort_key="system_level", width="14%"),
        Column("numchild", label="Aanbevelingen", sort_key="numchild", width="10%"),
        BASE["latest_revision_created_at"],
        STATE,
    ]
