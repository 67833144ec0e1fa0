"""Another reference date or deadline, with what that does said beforehand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.seen import ChangedMeanwhileError, SeesOthersEdits
from cms.vetting.models import Verdict
from publishing.rounds.errors import DateBeforeBaseError, RoundError
from publishing.rounds.models import Round
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.screens.access import OPEN, RoundView
from publishing.rounds.screens.forms import DatesForm


class RescheduleRound(SeesOthersEdits, RoundView, FormView):
    permissions = (OPEN,)
    template_name = "rounds/dates.html"
    page_title = "Andere data"
    form_class = DatesForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(OPEN) and self.round is None:
            messages.warning(request, "Er is geen open ronde (meer). Er verandert niets.")
            return redirect("jaarronde:index")
        return super().dispatch(request, *args, **kwargs)

    @property
    def open(self) -> Round:
        """The round that gets other dates."""
        assert self.round is not None
        return self.round

    def get_page_subtitle(self) -> str:
        return str(self.open)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.initial_of(self.open)}

    def initial_of(self, held: Round) -> dict[str, Any]:
        return {"reference_date": held.reference_date, "deadline": held.deadline}

    def get_form_kwargs(self) -> dict[str, Any]:
        known = self.open.reference_date
        return {**super().get_form_kwargs(), "today": timezone.localdate(), "known": known}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        agreed = Verdict.objects.agreed().of_round(self.open.year)
        verdicts = agreed.filter(reference_date=self.open.reference_date).values("uid").distinct().count()
        return context | {"round": self.open, "verdicts": verdicts}

    def form_valid(self, form: Any) -> HttpResponse:
        if form.asks_to_look_again:
            return self.form_invalid(form)
        values = form.cleaned_data
        try:
            moved = reschedule_round(
                round=self.open,
                reference_date=values["reference_date"],
                deadline=values["deadline"],
                by=self.request.user,
                at=timezone.now(),
                confirmed=values["confirmed"] or values["reference_date"] == self.open.reference_date,
                look=self.require_as_seen,
            )
        except DateBeforeBaseError as error:
            form.ask_confirmation(str(error))
            return self.form_invalid(form)
        except ChangedMeanwhileError as error:
            return self.tell_what_changed(form, error)
        except RoundError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"De ijkdatum is {moved.reference_date:%d-%m-%Y}, de uiterste datum {moved.deadline:%d-%m-%Y}.",
        )
        return redirect("jaarronde:index")
