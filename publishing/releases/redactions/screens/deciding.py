"""The second person: erasing for good, or refusing to."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from wagtail.admin import messages

from publishing.releases.notices.screens.access import ActScreen
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.holding import releases_holding
from publishing.releases.redactions.requesting import refuse_redaction
from publishing.releases.redactions.screens.access import CONFIRM, SEE, RequestScreen
from publishing.releases.screens.reasons import ReasonForm


class ConfirmForm(forms.Form):
    """One more stop before what cannot be undone."""

    sure = forms.BooleanField(
        label="Ik heb de inhoud bekeken. Zij moet voorgoed weg.",
        error_messages={"required": "Zet het vinkje als je de inhoud hebt bekeken en zeker bent."},
    )


class ConfirmRedaction(RequestScreen, ActScreen):
    permission = CONFIRM
    template_name = "redactions/confirm.html"
    page_title = "Voorgoed wissen"
    form_class = ConfirmForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"releases": [one for one in releases_holding(self.asked.document_id) if one.is_published]}

    def act(self, values: dict[str, Any]) -> str:
        confirm_redaction(request=self.asked, by=self.person, at=timezone.now())
        return f"De inhoud van {self.asked} is gewist. Breng een uitgave zonder dit item uit."

    def tell(self) -> None:
        """Tell the world first: only then nobody reads the old files any more."""
        super().tell()
        for problem in clear_redactions(at=timezone.now()):
            messages.warning(self.request, f"Er staan nog bestanden met wat is gewist. {problem} Het wordt herhaald.")

    def after(self) -> str:
        return reverse("mededelingen:request", args=[self.asked.pk])


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class RefuseRedaction(RequestScreen, ActScreen):
    """For who may confirm, and for who asked."""

    permission = SEE
    template_name = "redactions/refuse.html"
    page_title = "Verzoek afwijzen"
    form_class = ReasonForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.has_perm(CONFIRM) or request.user.pk == self.asked.by_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def act(self, values: dict[str, Any]) -> str:
        refuse_redaction(request=self.asked, reason=values["reason"], by=self.person, at=timezone.now())
        return f"Het verzoek om {self.asked} te wissen is afgewezen. De inhoud blijft staan."

    def after(self) -> str:
        return reverse("mededelingen:request", args=[self.asked.pk])
