"""The check report of the open round, and closing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages

from publishing.rounds.closing import close_round
from publishing.rounds.models import Round
from publishing.rounds.reporting import read_report
from publishing.rounds.screens.access import ASSIGN, CLOSE, OPEN, RoundAction, RoundView

_SHOWN_OPEN = 40  # points; with more of them the domains begin folded


class CheckReport(RoundView, TemplateView):
    """All that is still open, computed now."""

    template_name = "rounds/check.html"
    page_title = "Controle"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.round is None:
            messages.warning(request, "Er is nu geen open jaarronde om te controleren.")
            return redirect("jaarronde:index")
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.round)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.round is not None
        user, report = self.request.user, read_report(self.round)
        return super().get_context_data(**kwargs) | {
            "round": self.round,
            "report": report,
            "unfolded": report.points <= _SHOWN_OPEN,
            "may_close": user.has_perm(CLOSE),
            "may_sync": user.has_perm(ASSIGN) or user.has_perm(OPEN),
        }


class CloseRound(RoundAction):
    """Closes the round, or says what is left and shows it."""

    permissions = (CLOSE,)

    def act(self, shown: Round) -> None:
        closed = close_round(round=shown, by=self.request.user, at=timezone.now())
        after = "Tot de uitgave kun je de ronde nog heropenen, met een reden."
        messages.success(self.request, f"{closed} is gesloten. {after}")

    def back(self) -> HttpResponse:
        return redirect("jaarronde:index" if self.round is None else "jaarronde:check")
