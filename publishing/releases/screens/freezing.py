"""Freezing: a candidate of what is ready now, to look at and to approve."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.generic.edit import FormView

from publishing.releases.asking.makers import ROUND
from publishing.releases.asking.screens import begin_freeze
from publishing.releases.errors import RefusedError
from publishing.releases.number import next_number
from publishing.releases.screens.access import FREEZE, ReleasesView
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
        year, number = form.cleaned_data["round"].year, form.cleaned_data["number"].strip()
        try:
            return begin_freeze(self.request, maker=ROUND, about=year, number=number)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
