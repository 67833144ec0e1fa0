"""All corrections, and beginning one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.releases.corrections.beginning import LONGEST, begin_correction
from publishing.releases.corrections.carrying import changes_to_carry
from publishing.releases.corrections.models import Correction
from publishing.releases.corrections.screens.access import BEGIN, CorrectionsView
from publishing.releases.corrections.standing import changes_by, statuses_of
from publishing.releases.errors import RefusedError
from publishing.releases.live import live_release
from publishing.releases.number import next_free_number

SHOWN = 50  # corrections; there are a few a year


class CorrectionList(CorrectionsView, TemplateView):
    template_name = "corrections/list.html"
    page_title = "Correcties"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = list(Correction.objects.select_related("base", "by")[:SHOWN])
        changes = changes_by(known)
        statuses = statuses_of(known, changes)
        rows = [{"correction": one, "status": statuses[one.pk], "changes": changes[one.pk]} for one in known]
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "live": live_release(),
            "may_begin": self.request.user.has_perm(BEGIN),
            "to_carry": changes_to_carry().count(),
        }


class BeginForm(forms.Form):
    """Why, and what the world may know of it."""

    reason = forms.CharField(
        label="Waarom is deze correctie nodig?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        help_text="Voor collega's. Dit wordt niet gepubliceerd.",
        error_messages={"required": "Zeg waarom. Wie beoordeelt en publiceert, leest dat eerst."},
    )
    summary = forms.CharField(
        label="Wat mag de lezer weten?",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
        required=False,
        help_text="Een of twee zinnen voor de verantwoording van de uitgave. Dit wordt wel gepubliceerd.",
    )


class BeginCorrection(CorrectionsView, FormView):
    permission = BEGIN
    template_name = "corrections/begin.html"
    page_title = "Correctie beginnen"
    form_class = BeginForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"live": live_release(), "number": next_free_number()}

    def form_valid(self, form: BeginForm) -> HttpResponse:
        try:
            made = begin_correction(**form.cleaned_data, by=self.person, at=timezone.now())
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{made} is begonnen. Kies nu wat er anders moet.")
        return redirect("correcties:pick", made.pk)
