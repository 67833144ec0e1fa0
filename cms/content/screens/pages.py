"""The screens of the page tree: domains under the Wegwijzer, recommendations under a domain."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.content.models import DomainPage, RecommendationPage, Wegwijzer
from cms.content.screens.colliding import PageCollides
from cms.content.screens.everywhere import SearchEverything
from cms.content.screens.filters import ContentFilterSet
from cms.content.screens.finding import FindsInForm
from cms.content.screens.reading import ComparePageRevisions, NoPrivacy, ReadPage, ReadPageHistory, ReadPageRevision
from cms.content.screens.side_panels import WithoutChecks

BASE = {column.name: column for column in ExplorableIndexView.base_columns}
STATE = PageStatusColumn("status", label="Staat", sort_key="live", width="14%")


class Tree(ExplorableIndexView):
    """The pages below a page, in their own order. No word about sites: no page here is public."""

    page_title = "Domeinen en aanbevelingen"
    results_template_name = "content/tree_results.html"
    default_ordering = "ord"
    add_item_label = "Toevoegen"

    @cached_property
    def show_ordering_column(self) -> bool:
        """Handles to drag by, for who may put the pages in order."""
        return bool(super().show_ordering_column and self.permissions.can_reorder_children())

    @cached_property
    def explorable_columns(self) -> list[Any]:
        columns: list[Any] = super().explorable_columns
        may_act = self.permissions.can_publish_subpage() or self.permissions.can_add_subpage()
        return columns if may_act else [column for column in columns if column.name != "bulk_actions"]

    def annotate_queryset(self, pages: Any) -> Any:
        pages = super().annotate_queryset(pages)
        return pages.with_part_counts() if self.model is RecommendationPage else pages


class CopyPage(CopyView):
    """Wagtail's copy, on a screen without an address to fill in. Without a place it asks for one."""

    template_name = "content/copy_page.html"

    def post(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.POST.get("new_parent_page", "")
        if chosen.isdecimal() and Page.objects.filter(pk=chosen).exists():
            answer: HttpResponse = super().post(request, page_id, *args, **kwargs)
        else:
            self.parent_page = self.page.get_parent()
            answer = super(CopyView, self).post(request, page_id, *args, **kwargs)
        return answer


class NewPage(WithoutChecks, CreateView):
    pass


class EditPage(WithoutChecks, PageCollides, EditView):
    pass


class PreviewNewPage(FindsInForm, PreviewOnCreateView):
    pass


class PreviewPage(FindsInForm, PreviewOnEditView):
    pass


class RevertPage(WithoutChecks, PageCollides, RevisionsRevertView):
    pass


class ContentPageViewSet(PageViewSet):
    """What every page shares: readers may read, nobody sets a visibility."""

    index_view_class = Tree
    copy_view_class = CopyPage
    add_view_class = NewPage
    edit_view_class = EditPage
    preview_on_add_view_class = PreviewNewPage
    preview_on_edit_view_class = PreviewPage
    revisions_revert_view_class = RevertPage
    history_view_class = ReadPageHistory
    revisions_view_class = ReadPageRevision
    revisions_compare_view_class = ComparePageRevisions
    view_draft_view_class = ReadPage
    set_privacy_view_class = NoPrivacy
    filterset_class = ContentFilterSet


class AnyPageViewSet(ContentPageViewSet):
    """The tree's root, which shows the Wegwijzer. At the address of its search stands that of everything."""

    model = Page
    search_view_class = SearchEverything
    columns = [BASE["title"], BASE["latest_revision_created_at"], STATE]


class WegwijzerViewSet(ContentPageViewSet):
    model = Wegwijzer


class DomainViewSet(ContentPageViewSet):
    model = DomainPage
    icon = "folder-open-inverse"
    columns = [
        BASE["bulk_actions"],
        BASE["title"],
        Column("number", label="Nummer", sort_key="number", width="8%"),
        Column("numchild", label="Aanbevelingen", width="12%"),
        BASE["latest_revision_created_at"],
        STATE,
    ]


class RecommendationViewSet(ContentPageViewSet):
    model = RecommendationPage
    icon = "list-ul"
    columns = [
        BASE["bulk_actions"],
        BASE["title"],
        Column("intervention_count", label="Interventies", width="10%"),
        Column("practice_count", label="Praktijkvoorbeelden", width="12%"),
        BASE["latest_revision_created_at"],
        STATE,
    ]


PAGE_VIEWSETS = [AnyPageViewSet(), WegwijzerViewSet(), DomainViewSet(), RecommendationViewSet()]
