"""What is done from the page of a correction: judging, freezing, taking back, dropping and beginning again."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.sent import key_in
from publishing.releases.asking.screens import begin_freeze
from publishing.releases.corrections.asked import CORRECTION
from publishing.releases.corrections.beginning import LONGEST, drop_correction, restart_correction
from publishing.releases.corrections.changing import withdraw_change
from publishing.releases.corrections.models import Outcome
from publishing.releases.corrections.reviewing import review_change
from publishing.releases.corrections.screens.access import (
    BEGIN,
    CHANGE,
    DROP,
    FREEZE,
    REVIEW,
    CorrectionAction,
    CorrectionView,
)
from publishing.releases.errors import RefusedError


class ReviewChange(CorrectionAction):
    permission = REVIEW

    def act(self, sent: Any) -> str:
        key, outcome = key_in(sent.get("wijziging", "")), sent.get("uitkomst", "")
        change = None if key is None else self.correction.changes.filter(pk=key).first()
        if change is None or outcome not in Outcome.values:
            raise RefusedError("Kies bij een wijziging: akkoord of afkeuren.")
        review_change(
            change=change,
            outcome=Outcome(outcome),
            reason=sent.get("reden", "") if outcome == Outcome.REJECTED else "",
            by=self.person,
            at=timezone.now(),
        )
        if outcome == Outcome.REJECTED:
            return f"Afgekeurd: {change}. Een redacteur ziet je reden hier."
        return f"Akkoord: {change}."


class WithdrawChange(CorrectionAction):
    permission = CHANGE

    def act(self, sent: Any) -> str:
        address = self.kwargs["kind"], self.kwargs["public_id"]
        change = withdraw_change(correction=self.correction, address=address, by=self.person, at=timezone.now())
        return f"{change} blijft zoals het gepubliceerd is."


class FreezeCorrection(CorrectionAction):
    permission = FREEZE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A worker freezes it; the page that follows tells how far it is."""
        try:
            return begin_freeze(request, maker=CORRECTION, about=self.correction.pk, number=self.correction.number)
        except RefusedError as error:
            messages.error(request, str(error))
            return redirect(self.show_url)


class RestartCorrection(CorrectionAction):
    permission = BEGIN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            again = restart_correction(correction=self.correction, by=self.person, at=timezone.now())
        except RefusedError as error:
            messages.error(request, str(error))
            return redirect(self.show_url)
        messages.success(request, f"{again.correction} is begonnen op uitgave {again.correction.base.number}.")
        if again.left:
            left = ", ".join(map(str, again.left))
            messages.warning(request, f"Ging niet mee, want het is daar al anders: {left}. Bekijk het en wijzig het.")
        return redirect(reverse("correcties:show", args=[again.correction.pk]))


class DropForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        help_text="Voor collega's, die dit later in de lijst van correcties lezen.",
        error_messages={"required": "Zeg waarom de correctie niet doorgaat."},
    )


class DropCorrection(CorrectionView, FormView):
    permission = DROP
    template_name = "corrections/drop.html"
    page_title = "Intrekken"
    form_class = DropForm

    def form_valid(self, form: DropForm) -> HttpResponse:
        try:
            drop_correction(correction=self.correction, by=self.person, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.correction} is ingetrokken.")
        return redirect(self.show_url)
