"""What the screens of *Techniek* share: who may come in, and what one is called."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

VIEW, RETRY = "attempts.view_attempt", "attempts.retry_attempt"
PAUSE, REPLAY = "attempts.add_pausechange", "releases.replay_outboxentry"
TITLE, ICON = "Techniek", "cogs"


class TechnicalView(WagtailAdminTemplateMixin):
    """A screen under *Techniek*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON
    request: Any  # of somebody who signed in

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), {"url": reverse("techniek:index"), "label": TITLE}, own]
