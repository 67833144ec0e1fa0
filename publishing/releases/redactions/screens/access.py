"""What the screens of redactions share: few may see them, for a request can name a person."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cms.accounts.screens import Crumb, crumb
from publishing.releases.notices.screens.access import NoticesScreen
from publishing.releases.redactions.models import RedactionRequest

SEE, ASK = (f"redactions.{action}_redactionrequest" for action in ("view", "add"))
CONFIRM = "redactions.confirm_redaction"
TITLE = "Wissen"


class RedactionsScreen(NoticesScreen):
    """A screen under *Wissen*."""

    permission = SEE

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(TITLE, reverse("mededelingen:redactions"))]


class RequestScreen(RedactionsScreen):
    """A screen about one request."""

    asked: RedactionRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the request."""
        super().setup(request, *args, **kwargs)
        every = RedactionRequest.objects.select_related("by")
        self.asked = get_object_or_404(every, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.asked)

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(str(self.asked), reverse("mededelingen:request", args=[self.asked.pk]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"asked": self.asked}
