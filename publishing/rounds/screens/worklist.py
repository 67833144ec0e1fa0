"""The worklist of a round: of the open one to work on, of a closed one to read."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import TemplateView

from cms.accounts.sent import key_in
from cms.vetting.screens.verdicts.access import recognitions_at
from publishing.rounds.filters import ALL, Filters
from publishing.rounds.list_rows import ListRow
from publishing.rounds.listing import ListPage, list_page
from publishing.rounds.models import Round
from publishing.rounds.reviewers import people_to_assign, people_who_open
from publishing.rounds.screens.access import ASSIGN, CLOSE, OPEN, REVIEW, TITLE, RoundView


class Worklist(RoundView, TemplateView):
    """What is open first; without an open round, what to do next."""

    template_name = "rounds/worklist.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        may_open = self.request.user.has_perm(OPEN)
        closed = Round.objects.exclude(closed_at=None).select_related("closed_by")
        listed = {} if self.round is None else self._listed(self.round)
        ask = {"openers": " of ".join(map(str, people_who_open()))} if self.round is None and not may_open else {}
        return context | {"closed_rounds": list(closed), "may_open": may_open, **ask, **listed}

    def _listed(self, round: Round) -> dict[str, Any]:
        user = self.request.user
        may_confirm, may_assign = user.has_perm(REVIEW), user.has_perm(ASSIGN)
        days_left = (round.deadline - timezone.localdate()).days
        listed = listed_context(self.request, round)
        rows = [row for row, _ in listed["rows"]]
        return {
            **listed,
            "may_confirm": may_confirm,
            "may_assign": may_assign,
            "may_select": any((may_confirm and row.may_confirm) or (may_assign and row.is_open) for row in rows),
            "may_sync": may_assign or user.has_perm(OPEN),
            "people": people_to_assign() if may_assign else [],
            "days_left": days_left,
            "days_over": -days_left,
        }


class ClosedRound(RoundView, TemplateView):
    """The list of a closed round, as it stood when it was closed."""

    template_name = "rounds/closed.html"
    page_title = TITLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.shown = get_object_or_404(Round.objects.select_related("closed_by"), year=kwargs["year"])
        if self.shown.closed_at is None:
            return redirect("jaarronde:index")
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.shown)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            **listed_context(self.request, self.shown),
            "reopenings": list(self.shown.reopenings.select_related("by")),
            "may_reopen": self._may_reopen(),
        }

    def _may_reopen(self) -> bool:
        return not self.shown.published_in and self.round is None and self.request.user.has_perm(CLOSE)


def listed_context(request: HttpRequest, round: Round) -> dict[str, Any]:
    """Return what every list shows: a page of rows, the filters, and where each row leads for who looks."""
    page = key_in(request.GET.get("p", "")) or 1
    shown = list_page(round, Filters.read(request.GET.dict(), viewer=request.user.pk or 0), page=page)
    return {
        "round": round,
        "shown": shown,
        "rows": [(row, _verdict_address(row, request.user)) for row in shown.rows],
        "domains": [(one, _filtered_on(one.value, shown)) for one in shown.domains],
        "kept": urlencode(shown.filters.parameters()),
        "is_filtered": bool(shown.filters.parameters()),
        "is_work_only": not shown.filters.state and round.closed_at is None and shown.found < shown.total,
        "everything": f"?{urlencode(shown.filters.parameters() | {'stand': ALL})}",
        "back": _query_of(shown.filters, shown.page),
    }


def back_to_list(request: HttpRequest) -> HttpResponse:
    """Return to the list as it was: only what the list itself reads from an address goes along."""
    kept = QueryDict(request.POST.get("terug", "")).dict()
    page = key_in(kept.get("p", "")) or 1
    query = _query_of(Filters.read(kept, viewer=0), page)
    return redirect(reverse("jaarronde:index") + (f"?{query}" if query else ""))


def _query_of(filters: Filters, page: int) -> str:
    return urlencode(filters.parameters() | ({"p": str(page)} if page > 1 else {}))


def _filtered_on(domain: str, shown: ListPage) -> str:
    """Return the address of the list of one domain; of all again when that was chosen already."""
    others = shown.filters.without("domain").parameters()
    return "?" + urlencode(others if shown.filters.domain == domain else {**others, "domein": domain})


def _verdict_address(row: ListRow, user: Any) -> str:
    """Return where ``user`` sees the verdict that ``row`` waits for; empty when it waits for none."""
    return "" if row.intervention is None else recognitions_at(row.intervention, user)
