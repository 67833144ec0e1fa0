"""What the screens of releases share: who may come in and which release is meant."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.accounts.models import User
from publishing.releases.models import Release

VIEW = "releases.view_release"
TITLE, ICON = "Uitgaven", "tag"


class ReleasesView(WagtailAdminTemplateMixin):
    """A screen under *Uitgaven*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @property
    def user(self) -> User:
        """Who looks; nobody comes here without signing in."""
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), {"url": reverse("uitgaven:index"), "label": TITLE}, own]


class ReleaseView(ReleasesView):
    """A screen about the release whose digest stands in the address: that always means the same bytes."""

    release: Release

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the release."""
        super().setup(request, *args, **kwargs)
        self.release = get_object_or_404(Release, digest=kwargs["digest"])

    @property
    def show_url(self) -> str:
        """The page of the release."""
        return reverse("uitgaven:show", args=[self.release.digest])
