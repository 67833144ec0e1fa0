"""What the screens of rounds share: who may come in, which round is open, and how an action goes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round

VIEW, OPEN, CLOSE = (f"rounds.{action}_round" for action in ("view", "open", "close"))
REVIEW, ASSIGN = "rounds.add_review", "rounds.assign_rounditem"
TITLE, ICON = "Jaarronde", "calendar-check"
_LONGEST_KEY = 18  # a longer number is nobody's key, and no database takes it


class RoundView(WagtailAdminTemplateMixin):
    """A screen under *Jaarronde*, for who has one of ``permissions``."""

    permissions: tuple[str, ...] = (VIEW,)
    header_icon = ICON
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(request.user.has_perm(permission) for permission in self.permissions):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), {"url": reverse("jaarronde:index"), "label": TITLE}, own]

    @cached_property
    def round(self) -> Round | None:
        """The open round."""
        return Round.objects.open().select_related("opened_by").first()


class RoundAction(RoundView, View):
    """Something that is done to the round that was on screen, which may have been closed since; then back."""

    def post(self, request: HttpRequest) -> HttpResponse:
        (key,) = keys_in([request.POST.get("ronde", "")]) or [0]
        shown = Round.objects.filter(pk=key).first()
        if shown is None:
            messages.error(request, "Deze ronde is er niet (meer). Begin opnieuw vanaf de werklijst.")
            return redirect("jaarronde:index")
        try:
            self.act(shown)
        except RoundError as error:
            messages.error(request, str(error))
        return self.back()

    def get(self, request: HttpRequest) -> HttpResponse:
        """Somebody came here by an address: there is nothing to see."""
        return redirect("jaarronde:index")

    def act(self, shown: Round) -> None:
        """Do it, and say what came of it; raise RoundError when it cannot be done."""
        raise NotImplementedError

    def back(self) -> HttpResponse:
        """Return to where it was asked."""
        return redirect("jaarronde:index")


def keys_in(values: list[str]) -> list[int]:
    """Return those of ``values`` that can be the key of a row."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < _LONGEST_KEY]
