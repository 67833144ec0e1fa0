"""*Status*: how the installation stands, and the yearly look at rights."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from cms.accounts.screens import GuardedScreen
from publishing.status.page import read_page
from publishing.status.rights import confirm_rights

VIEW, CONFIRM = "status.view_scheduledrun", "accounts.change_user"
TITLE, ICON = "Status", "desktop"


class StatusPage(GuardedScreen, TemplateView):
    """The page; what it shows was noted or is counted, nothing is walked through here."""

    permission = VIEW
    template_name = "status/page.html"
    page_title = TITLE
    header_icon = ICON
    request: Any  # of somebody who signed in

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        may_confirm = self.request.user.has_perm(CONFIRM)
        return context | {"status": read_page(at=timezone.now()), "may_confirm": may_confirm}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Somebody looked through the rights."""
        if not self.request.user.has_perm(CONFIRM):
            raise PermissionDenied
        confirm_rights(by=self.request.user, at=timezone.now())
        messages.success(request, "Vastgelegd: je hebt de rechten nagelopen.")
        return redirect("status:index")


class StatusViewSet(ViewSet):
    """The address of the page, and its place in the menu."""

    name = "status"
    icon = ICON
    menu_label = TITLE
    menu_order = 905
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.construct_view(StatusPage), name="index")]
