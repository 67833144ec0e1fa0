"""What the screens of releases share: who may come in, which release is meant, and how an action goes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from cms.accounts.screens import Crumb, GuardedScreen, PostOnly, crumb
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release

VIEW, FREEZE, PUBLISH = (f"releases.{action}_release" for action in ("view", "freeze", "publish"))
TITLE, ICON = "Uitgaven", "tag"


class ReleasesView(GuardedScreen):
    """A screen under *Uitgaven*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON

    def above(self) -> list[Crumb]:
        return [crumb(TITLE, reverse("uitgaven:index"))]


class ReleaseView(ReleasesView):
    """A screen about the release whose digest stands in the address: that always means the same bytes."""

    release: Release

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the release."""
        super().setup(request, *args, **kwargs)
        self.release = get_object_or_404(Release, digest=kwargs["digest"])

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(f"Uitgave {self.release.number}", self.show_url)]

    @property
    def show_url(self) -> str:
        """The page of the release."""
        return reverse("uitgaven:show", args=[self.release.digest])


class ReleaseAction(ReleaseView, PostOnly):
    """Something that is done to a release; then back to its page, with what came of it."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.act(request.POST))
        except ReleaseError as error:
            messages.error(request, str(error))
        return redirect(self.show_url)

    def act(self, sent: Any) -> str:
        """Do it and return what to say; raise ReleaseError when it cannot be done."""
        raise NotImplementedError
