"""What the screens of every snippet share: who may read, what a list shows, how a copy is made."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail import hooks
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.content.models import RecommendationPage
from cms.content.screens.colliding import SnippetCollides
from cms.content.screens.filters import ContentFilterSet
from cms.content.screens.finding import FindsInForm
from cms.content.screens.searching import SearchWithin
from cms.content.screens.side_panels import WithoutChecks

READERS = ["add", "change", "delete", "view"]


class ContentList(SearchWithin, snippets.IndexView):
    """A list that says in Dutch what belongs in it when it is empty."""

    empty_text = ""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_state()

    @cached_property
    def columns(self) -> list[Any]:
        """Without tick boxes for who has nothing to do with them."""
        columns: list[Any] = super().columns
        if self.user_has_any_permission({"publish", "delete"}):
            return columns
        return [column for column in columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"empty_text": self.empty_text}


class DragItem(snippets.ReorderView):
    """Puts an item in its new place and numbers all anew, so that items with one number are parted too."""

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        items = list(self.model.objects.order_by(self.sort_order_field, "pk"))
        moved = next((item for item in items if item.pk == pk), None)
        if moved is None:
            raise Http404
        items.remove(moved)
        place = request.GET.get("position", "")
        items.insert(int(place) if place.isdecimal() else len(items), moved)
        for number, item in enumerate(items):
            setattr(item, self.sort_order_field, number)
        self.model.objects.bulk_update(items, [self.sort_order_field])
        return JsonResponse({"success": True})


class ReadHistory(snippets.HistoryView):
    """History for everyone who may read the item."""

    any_permission_required = READERS

    def get_edit_url(self, instance: Any) -> str | None:
        return super().get_edit_url(instance) if self.user_has_permission("change") else None


class ReadRevision(snippets.PreviewRevisionView):
    """The preview of one version, for everyone who may read the item."""

    permission_required = None
    any_permission_required = READERS


class CompareRevisions(snippets.RevisionsCompareView):
    """Two versions beside each other, for everyone who may read the item."""

    permission_required = None
    any_permission_required = READERS


class ReadUsage(snippets.UsageView):
    """Where an item is used, for everyone who may read it."""

    permission_required = None
    any_permission_required = READERS


class CopyItem(snippets.CopyView):
    """A copy is a new item: it gets an identity of its own, and is a draft."""

    def get_initial_form_instance(self) -> Any:
        original = self.get_object()
        fields = {
            field.attname: getattr(original, field.attname)
            for field in self.model._meta.concrete_fields
            if field.editable and not field.primary_key
        }
        return self.model(**fields, uid=uuid.uuid4(), live=False)


class RestoreItem:
    """Before Wagtail's way back to an earlier version, which stumbles over a field that was emptied there."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view that this is mixed into
        except ValidationError as error:
            form.add_error(None, error)
            answer = self._shown_again(form)
        return answer

    def _shown_again(self: Any, form: Any) -> HttpResponse:
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        answer: HttpResponse = self.form_invalid(form)
        return answer


class ItemAsPublished(PermissionCheckedMixin, View):
    """What would be published of the latest version, to show inside the screen that reads it."""

    model: Any = None
    any_permission_required = READERS

    @method_decorator(xframe_options_sameorigin)
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = get_object_or_404(self.model, pk=pk).get_latest_revision_as_object()
        return item.make_preview_request(request, item.default_preview_mode)


class ReadItem(snippets.InspectView):
    """An item to read: its latest version as it would be published, with its history one click away."""

    page_title = "Lezen"
    template_name = "content/read_item.html"

    def get_fields_context(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        published = reverse(self.model.snippet_viewset.get_url_name("as_published"), args=[self.pk])
        return super().get_context_data(**kwargs) | {"published_url": published}

    def get_object(self, queryset: Any = None) -> Any:
        return super().get_object(queryset).get_latest_revision_as_object()

    @property
    def header_buttons(self) -> list[Any]:
        history = reverse(self.model.snippet_viewset.get_url_name("history"), args=[self.pk])
        return [HeaderButton("Geschiedenis", url=history, icon_name="history")]


class DeleteItem(snippets.DeleteView):
    """Says where an item is used before it goes; the rows that pointed at it then say that something is missing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = getattr(self.object, "recommendation_links", None)
        pages: Any = []
        if links is not None:
            relation = links.model._meta.get_field("recommendation").remote_field.related_name
            pages = RecommendationPage.objects.linking(relation, self.object.pk).in_reading_order()
        return super().get_context_data(**kwargs) | {"used_in": pages}


class NewItem(WithoutChecks, snippets.CreateView):
    pass


class EditItem(WithoutChecks, SnippetCollides, snippets.EditView):
    """With the buttons that other packages have for an item: ``snippet_header_buttons(item, user)`` yields them."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        for offer in hooks.get_hooks("snippet_header_buttons"):
            buttons.extend(offer(self.object, self.request.user))
        return buttons


class PreviewNewItem(FindsInForm, snippets.PreviewOnCreateView):
    pass


class PreviewItem(FindsInForm, snippets.PreviewOnEditView):
    pass


class ContentViewSet(SnippetViewSet):
    """The screens of one kind of content. A subclass names the model, the columns and the empty text."""

    index_view_class = ContentList
    index_results_template_name = "content/list_results.html"
    copy_view_class = CopyItem
    add_view_class = NewItem
    edit_view_class = EditItem
    preview_on_add_view_class = PreviewNewItem
    preview_on_edit_view_class = PreviewItem
    reorder_view_class = DragItem
    delete_view_class = DeleteItem
    delete_template_name = "content/confirm_delete.html"
    history_view_class = ReadHistory
    revisions_view_class = ReadRevision
    revisions_compare_view_class = CompareRevisions
    usage_view_class = ReadUsage
    inspect_view_class = ReadItem
    inspect_view_enabled = True
    filterset_class = ContentFilterSet
    list_per_page = 50
    chooser_per_page = 20
    empty_text = ""
    inspect_template_name = "content/read_item.html"

    @property
    def revisions_revert_view_class(self) -> Any:
        return type("RestoreItem", (RestoreItem, super().revisions_revert_view_class), {})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shared: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return shared | {"empty_text": self.empty_text}

    def get_urlpatterns(self) -> list[Any]:
        published = self.construct_view(ItemAsPublished)
        return [*super().get_urlpatterns(), path("voorbeeld/<int:pk>/", published, name="as_published")]


def state_and_date() -> list[Any]:
    """Return the last two columns of every list: is it ready, and when was it changed."""
    return [LiveStatusTagColumn(label="Staat", width="14%"), UpdatedAtColumn(label="Gewijzigd")]
