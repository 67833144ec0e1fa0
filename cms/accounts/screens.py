"""What every screen of ours shares: only who holds its permission comes in."""

from typing import Any, cast
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.views.generic import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.accounts.models import User

Crumb = dict[str, Any]  # as Wagtail draws it


def crumb(label: str | Promise, url: str) -> Crumb:
    """Return a place above a screen, by its name and where it is."""
    return {"url": url, "label": str(label)}


class GuardedScreen(WagtailAdminTemplateMixin):
    """A screen for who has ``permission``; without one named, nobody comes in.

    Its breadcrumbs are the start page, what stands ``above`` it, and the screen itself.
    """

    permission: str
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_enter(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @property
    def person(self) -> User:
        """Who looks: nobody comes here without signing in."""
        return cast(User, self.request.user)

    def may_enter(self, user: Any) -> bool:
        """Whether ``user`` comes in."""
        return bool(user.has_perm(self.permission))

    def above(self) -> list[Crumb]:
        """Return what stands above this screen, from the menu down. No screen stands above itself."""
        return []

    def get_breadcrumbs_items(self) -> list[Crumb]:
        above = [one for one in self.above() if urlsplit(one["url"]).path != self.request.path]
        return [*super().get_breadcrumbs_items(), *above, crumb(self.here(), "")]

    def here(self) -> str:
        """Return what this screen is called below what stands above it."""
        return str(self.get_page_title())


class PostOnly(View):
    """Something that is done and not looked at. ``seen_at`` names the address where one sees what came of it."""

    seen_at = ""

    @property
    def show_url(self) -> str:
        """Where one sees what came of it."""
        return reverse(self.seen_at)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody came here by an address: there is nothing to see."""
        return redirect(self.show_url)
