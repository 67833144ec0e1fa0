"""Opening a round: year, dates and base release."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.rounds.asking import read_base
from publishing.rounds.errors import DateBeforeBaseError, RoundError
from publishing.rounds.models import Round
from publishing.rounds.opening import Opened, open_round
from publishing.rounds.screens.access import OPEN, RoundView
from publishing.rounds.screens.forms import NO_BASE, OpeningForm, usual_dates


class OpenRound(RoundView, FormView):
    permissions = (OPEN,)
    template_name = "rounds/open.html"
    page_title = "Jaarronde openen"
    form_class = OpeningForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(OPEN) and self.round is not None:
            messages.warning(request, f"{self.round} is nog open. Sluit die eerst.")
            return redirect("jaarronde:index")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        year = _next_year(timezone.localdate())
        return {**super().get_initial(), "year": year, **usual_dates(year)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "today": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        if form.asks_to_look_again:
            return self.form_invalid(form)
        try:
            opened = self._open(form.cleaned_data)
        except DateBeforeBaseError as error:
            form.ask_confirmation(str(error))
            return self.form_invalid(form)
        except RoundError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        number = opened.round.items.count()
        messages.success(self.request, f"{opened.round} is open. In de werklijst: {number}.")
        if opened.warning:
            messages.warning(self.request, opened.warning)
        return redirect("jaarronde:index")

    def _open(self, values: dict[str, Any]) -> Opened:
        base = None if values["base"] == NO_BASE else read_base(values["base"])
        if base is None and values["base"] != NO_BASE:
            raise RoundError(f"Uitgave {values['base']} is er niet meer. Kies een andere basisuitgave.")
        return open_round(
            year=values["year"],
            reference_date=values["reference_date"],
            deadline=values["deadline"],
            base=base,
            confirmed=values["confirmed"],
            by=self.request.user,
            at=timezone.now(),
        )


def _next_year(today: date) -> int:
    """Return the year to begin with: this one, or the one after the last round."""
    last = Round.objects.order_by("-year").values_list("year", flat=True).first()
    return today.year if last is None else max(today.year, last + 1)
