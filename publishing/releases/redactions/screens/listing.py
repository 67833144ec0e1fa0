"""The list of requests to erase, and one of them: what it is about, and what confirming does."""

import json
from typing import Any

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from publishing.documents.canonical import digest
from publishing.releases.models import Release
from publishing.releases.redactions.holding import releases_holding
from publishing.releases.redactions.models import Redaction, RedactionRefusal, RedactionRequest
from publishing.releases.redactions.screens.access import ASK, CONFIRM, TITLE, RedactionsScreen, RequestScreen

_PER_PAGE = 25


class Redactions(RedactionsScreen, TemplateView):
    """Newest first."""

    template_name = "redactions/index.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = RedactionRequest.objects.select_related(
            "by", "redaction__confirmed_by", "redaction__clearance", "refusal__by"
        ).order_by("-pk")
        shown = Paginator(every, _PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": shown,
            "rows": [(one, _word(one)) for one in shown],
            "may_ask": self.request.user.has_perm(ASK),
        }


def redaction_of(request: RedactionRequest) -> Redaction | None:
    """Return the redaction that confirmed ``request``, if somebody did."""
    return getattr(request, "redaction", None)


def refusal_of(request: RedactionRequest) -> RedactionRefusal | None:
    """Return the refusal of ``request``, if somebody refused."""
    return getattr(request, "refusal", None)


def _word(request: RedactionRequest) -> str:
    redaction, refusal = redaction_of(request), refusal_of(request)
    if redaction is not None:
        cleared = "" if hasattr(redaction, "clearance") else "; de oude bestanden worden nog opgeruimd"
        return f"gewist, bevestigd door {redaction.confirmed_by}{cleared}"
    return "wacht op een tweede persoon" if refusal is None else f"afgewezen door {refusal.by}"


class ShowRequest(RequestScreen, TemplateView):
    template_name = "redactions/show.html"
    page_title = "Verzoek tot wissen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        redaction, refusal = redaction_of(self.asked), refusal_of(self.asked)
        is_open = redaction is None and refusal is None
        own = self.asked.by_id == self.person.pk
        may_confirm = self.person.has_perm(CONFIRM)
        return context | {
            "redaction": redaction,
            "refusal": refusal,
            "is_open": is_open,
            "own": own,
            "may_confirm": is_open and may_confirm and not own,
            "may_refuse": is_open and (may_confirm or own),
            "content": _content(self.asked),
            **_holders(releases_holding(self.asked.document_id)),
        }


def _content(request: RedactionRequest) -> str:
    """Return the document as indented JSON, empty when its bytes are gone or not its own."""
    body = bytes(request.document.body)
    if digest(body) != request.document_id:
        return ""
    return json.dumps(json.loads(body), indent=2, ensure_ascii=False)


def _holders(releases: list[Release]) -> dict[str, Any]:
    published = [one for one in releases if one.is_published]
    return {"published": published, "candidates": [one for one in releases if one not in published]}
