"""Page screens for who may read but not change: history, two versions beside each other, the preview."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.preview import ViewDraftView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.models import Page

from cms.content.page_permissions import may_read


def readable_page(user: Any, pk: Any) -> Any:
    """Return the page; raise PermissionDenied when ``user`` may not read it, Http404 when there is none."""
    page = get_object_or_404(Page, pk=pk)
    if not may_read(user, page):
        raise PermissionDenied
    return page.specific


class ReadPage(ViewDraftView):
    """What would be published of the latest version, on a page of its own."""

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = readable_page(request.user, page_id).get_latest_revision_as_object()
        if not page.is_previewable():
            raise Http404
        return page.make_preview_request(request, page.default_preview_mode)


class ReadPageHistory(PageHistoryView):
    any_permission_required = ("add", "change", "publish", "bulk_delete", "lock", "unlock", "view")

    def get_object(self) -> Any:
        return readable_page(self.request.user, self.pk)

    @property
    def header_buttons(self) -> list[Any]:
        editable = self.object.permissions_for_user(self.request.user).can_edit()
        return HistoryView.header_buttons.func(self) if editable else []


class ReadPageRevision(RevisionsView):
    def get_object(self) -> Any:
        return readable_page(self.request.user, self.pk)


class ComparePageRevisions(RevisionsCompareView):
    def get_object(self, queryset: Any = None) -> Any:
        return readable_page(self.request.user, self.pk)


class NoPrivacy(SetPrivacyView):
    """No page is public, so none has a visibility to set."""

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise PermissionDenied
