"""What the screens of rounds share: who may come in, which round is open, and how an action goes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from cms.accounts.screens import Crumb, GuardedScreen, PostOnly, crumb
from cms.accounts.sent import key_in
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round

VIEW, OPEN, CLOSE = (f"rounds.{action}_round" for action in ("view", "open", "close"))
REVIEW, ASSIGN = "rounds.add_review", "rounds.assign_rounditem"
TITLE, ICON = "Jaarronde", "calendar-check"


class RoundView(GuardedScreen):
    """A screen under *Jaarronde*, for who has one of ``permissions``."""

    permissions: tuple[str, ...] = (VIEW,)
    header_icon = ICON

    def may_enter(self, user: Any) -> bool:
        return any(user.has_perm(permission) for permission in self.permissions)

    def above(self) -> list[Crumb]:
        return [crumb(TITLE, reverse("jaarronde:index"))]

    @cached_property
    def round(self) -> Round | None:
        """The open round."""
        return Round.objects.open().select_related("opened_by").first()


class RoundAction(RoundView, PostOnly):
    """Something that is done to the round that was on screen, which may have been closed since; then back."""

    seen_at = "jaarronde:index"

    def post(self, request: HttpRequest) -> HttpResponse:
        key = key_in(request.POST.get("ronde", ""))
        shown = None if key is None else Round.objects.filter(pk=key).first()
        if shown is None:
            messages.error(request, "Deze ronde is er niet (meer). Begin opnieuw vanaf de werklijst.")
            return redirect(self.show_url)
        try:
            self.act(shown)
        except RoundError as error:
            messages.error(request, str(error))
        return self.back()

    def act(self, shown: Round) -> None:
        """Do it, and say what came of it; raise RoundError when it cannot be done."""
        raise NotImplementedError

    def back(self) -> HttpResponse:
        """Return to where it was asked."""
        return redirect(self.show_url)
