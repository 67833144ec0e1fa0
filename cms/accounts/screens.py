"""What every screen of ours shares: only who holds its permission comes in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class GuardedScreen(WagtailAdminTemplateMixin):
    """A screen for who has ``permission``; without one named, nobody comes in."""

    permission: str
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer
