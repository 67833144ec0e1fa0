"""Opening a closed round again, with why."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.screens import Crumb, crumb
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round
from publishing.rounds.reopening import check_reopening, reopen_round
from publishing.rounds.screens.access import CLOSE, RoundView


class ReopenForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat zag je te laat? De reden blijft bij de ronde staan.",
        error_messages={"required": "Zeg waarom de ronde weer open moet. Wie het later naleest, ziet die reden."},
    )


class ReopenRound(RoundView, FormView):
    permissions = (CLOSE,)
    template_name = "rounds/reopen.html"
    page_title = "Heropenen"
    form_class = ReopenForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the round that is asked for."""
        super().setup(request, *args, **kwargs)
        self.closed = get_object_or_404(Round, year=kwargs["year"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, as long as the round can be opened again."""
        try:
            check_reopening(self.closed)
        except RoundError as error:
            messages.warning(request, str(error))
            return redirect("jaarronde:closed", self.closed.year)
        return super().get(request, *args, **kwargs)

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(str(self.closed), reverse("jaarronde:closed", args=[self.closed.year]))]

    def get_page_subtitle(self) -> str:
        return str(self.closed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"round": self.closed}

    def form_valid(self, form: ReopenForm) -> HttpResponse:
        try:
            reopen_round(round=self.closed, reason=form.cleaned_data["reason"], by=self.request.user, at=timezone.now())
        except RoundError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.closed} is weer open.")
        return redirect("jaarronde:index")
