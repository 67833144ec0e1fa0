"""Freezing: a candidate of what is ready now, to look at and to approve."""

from contextlib import suppress
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView
from kombu.exceptions import OperationalError
from wagtail.admin import messages

from publishing.freezing.errors import FreezeError
from publishing.releases.errors import ReleaseError
from publishing.releases.freeze import freeze_release
from publishing.releases.number import next_number
from publishing.releases.screens.access import FREEZE, ReleasesView
from publishing.releases.tasks import build_pack
from publishing.rounds.models import Round


class FreezeForm(forms.Form):
    """Which round, and under which number."""

    round = forms.ModelChoiceField(
        label="Jaarronde",
        queryset=Round.objects.none(),
        empty_label=None,
        help_text="De ijkdatum van de ronde is die van de uitgave.",
        error_messages={"required": "Kies een jaarronde.", "invalid_choice": "Kies een jaarronde uit de lijst."},
    )
    number = forms.CharField(
        label="Nummer",
        max_length=8,
        help_text="Jaar, punt, volgnummer, zoals 2026.1.",
        error_messages={"required": "Vul het nummer in.", "max_length": "Een nummer heeft hooguit 8 tekens."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds: Any = self.fields["round"]
        rounds.queryset = Round.objects.filter(published_in="").order_by("-year")


@method_decorator(transaction.non_atomic_requests, name="dispatch")  # it reads one moment, then writes
class FreezeRelease(ReleasesView, FormView):
    permission = FREEZE
    template_name = "releases/freeze.html"
    page_title = "Bevriezen"
    form_class = FreezeForm

    def get_initial(self) -> dict[str, Any]:
        newest = Round.objects.filter(published_in="").order_by("-year").first()
        proposed = {} if newest is None else {"round": newest, "number": next_number(newest.year)}
        return {**super().get_initial(), **proposed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rounds = Round.objects.filter(published_in="")
        return super().get_context_data(**kwargs) | {
            "has_round": rounds.exists(),
            "open_round": rounds.filter(closed_at=None).first(),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        round = form.cleaned_data["round"]
        try:
            result = freeze_release(
                number=form.cleaned_data["number"].strip(),
                reference_date=round.reference_date,
                round_year=round.year,
                by=self.user,
                at=timezone.now(),
            )
        except (ReleaseError, FreezeError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        with suppress(OperationalError, OSError):  # the queue is only a nudge: publishing builds what is missing
            build_pack.delay(result.release.pk)
        messages.success(self.request, f"Kandidaat {result.release.number} is bevroren. Bekijk wat er verandert.")
        return redirect("uitgaven:show", result.release.digest)
