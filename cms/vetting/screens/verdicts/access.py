"""What the screens of verdicts share: who may come in, which round is open, and the bound on what is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from cms.content.models import Intervention
from cms.vetting.evidence.sniffing import LARGEST
from cms.vetting.rounds import OpenRound, current_round

VIEW, PROPOSE, DECIDE = (f"vetting.{action}_verdict" for action in ("view", "propose", "decide"))
_LARGEST_BODY = LARGEST + 1024 * 1024  # the file and what else is in the form

AT_VERDICT = "#oordeel"  # on the page to read, below what would be published

View = Callable[..., HttpResponseBase]


class VerdictView(GuardedScreen):
    """A screen under *Toetsing*, for who has ``permission``."""

    permission = VIEW
    header_icon = "tasks"

    def above(self) -> list[Crumb]:
        return [crumb("Toetsing", reverse("toetsing:index"))]

    @cached_property
    def round(self) -> OpenRound | None:
        """The open round."""
        return current_round()


def recognitions_of(intervention: Intervention | None, user: Any) -> str:
    """Return where ``user`` sees the recognitions; the worklist of vetting when the intervention is gone."""
    return reverse("toetsing:index") if intervention is None else recognitions_at(intervention.pk, user)


def recognitions_at(key: int, user: Any) -> str:
    """Return where ``user`` sees the recognitions of the intervention with this key: the tab, or the page to read."""
    viewset = Intervention.snippet_viewset
    if user.has_perm("content.change_intervention"):
        return reverse(viewset.get_url_name("edit"), args=[key]) + "#tab-erkenningen"
    return reverse(viewset.get_url_name("inspect"), args=[key]) + AT_VERDICT


def bounded(view: View) -> View:
    """Return ``view``, refusing what is too large before a byte of it is read.

    Looking for the CSRF token reads the whole form, files and all. So here it is looked for after the announced size;
    and the transaction begins only when everything has come in, for on SQLite it keeps every other writer waiting.
    """
    whole = csrf_protect(transaction.atomic(view))

    @csrf_exempt
    @transaction.non_atomic_requests
    @wraps(view)
    def look_at_the_size_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and _announced(request) > _LARGEST_BODY:
            return _refuse(request)
        return whole(request, *args, **kwargs)

    return look_at_the_size_first


def _announced(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _refuse(request: HttpRequest) -> HttpResponse:
    size = _announced(request) / 1_048_576
    messages.error(
        request,
        f"Wat je stuurde is {size:.0f} MB groot en is niet gelezen; hooguit {LARGEST // 1_048_576} MB past. "
        "Bewaar alleen de bladzijden die ertoe doen.",
    )
    return redirect(request.path)
