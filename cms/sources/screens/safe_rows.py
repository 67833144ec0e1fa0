"""Accepting every safe row of a class in one action, and taking that action back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from cms.sources.deciding.decide import accept_safe_rows, take_back_safe_rows
from cms.sources.screens.one_plan import DecidesOnPlan
from cms.sources.screens.row_filters import SAFE_CLASSES, read_accepted, told_accepted


class AcceptSafeRows(DecidesOnPlan):
    """Accept all safe rows of one class."""

    @method_decorator(transaction.non_atomic_requests)  # each batch is a transaction, so that nobody waits for all
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def decide(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row_class = request.POST.get("soort", "")
        page = reverse("bronnen:plan", args=[self.plan.pk])
        if row_class not in SAFE_CLASSES:
            messages.error(request, "Deze soort rijen kun je niet samen overnemen.")
            return redirect(page)
        at = self.desk.now
        number = accept_safe_rows(plan=self.plan, row_class=row_class, by=request.user, at=at)
        if not number:
            messages.warning(request, "Er stond niets meer open: een collega was je voor.")
            return redirect(page)
        messages.success(
            request,
            f"{number} {'rij staat' if number == 1 else 'rijen staan'} nu op overnemen. "
            f"Per rij kun je dat wijzigen onder 'Besloten'.{self._left(row_class)}",
        )
        return redirect(f"{page}?{urlencode({'samen': told_accepted(row_class, at)})}")

    def _left(self, row_class: str) -> str:
        """Return how many stayed because somebody had chosen something there already, as a sentence."""
        left = self.plan.rows.open().filter(row_class=row_class, is_safe=True).count()
        if not left:
            return ""
        return f" {left} {'rij bleef' if left == 1 else 'rijen bleven'} open, omdat daar al iets gekozen was."


class TakeBackSafeRows(DecidesOnPlan):
    """Open again what this person accepted in one action."""

    def decide(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        accepted = read_accepted(request.POST.get("samen", ""))
        page = redirect(reverse("bronnen:plan", args=[self.plan.pk]))
        if accepted is None:
            messages.error(request, "Dit is niet meer terug te nemen. Wijzig het per rij onder 'Besloten'.")
            return page
        row_class, accepted_at = accepted
        number = take_back_safe_rows(
            plan=self.plan, row_class=row_class, by=request.user, accepted_at=accepted_at, at=self.desk.now
        )
        messages.success(request, f"{number} {'rij staat' if number == 1 else 'rijen staan'} weer open.")
        return page
