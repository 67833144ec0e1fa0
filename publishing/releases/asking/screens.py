"""The page that follows a freeze: how far it is, and then its candidate or every reason why there is none."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.accounts.screens import PostOnly
from publishing.attempts.progress import Progress, progress_of
from publishing.attempts.tasks import nudge
from publishing.releases.asking.ask import ask_freeze
from publishing.releases.asking.makers import ROUND
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.asking.work import FREEZE as WORK
from publishing.releases.screens.access import FREEZE, ReleasesView
from publishing.releases.screens.trying import try_again
from publishing.rounds.models import RoundItem


def begin_freeze(request: HttpRequest, *, maker: str, about: int, number: str) -> HttpResponse:
    """Ask for a freeze and lead to its page, or to that of the one that is being made; raise RefusedError."""
    user: Any = request.user
    asked, is_new = ask_freeze(maker=maker, about=about, number=number, by=user, at=timezone.now())
    if is_new:
        transaction.on_commit(partial(nudge, WORK.kind, str(asked.pk)))
    else:
        messages.info(request, f"Uitgave {number} wordt al bevroren, gevraagd door {asked.asked_by}.")
    return redirect("uitgaven:freezing", asked.pk)


class FreezingView(ReleasesView):
    """A screen about one freeze that was asked for."""

    asked: AskedFreeze

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        known = AskedFreeze.objects.select_related("asked_by", "release")
        self.asked = get_object_or_404(known, pk=kwargs["pk"])

    def progress(self) -> Progress | None:
        """Return how far it is, None once it ended."""
        if self.asked.ended_at is not None:
            return None
        return progress_of(WORK, str(self.asked.pk), asked_at=self.asked.asked_at, at=timezone.now())

    @property
    def may_repeat(self) -> bool:
        """Whether who looks may have it done again: who asked, and whoever freezes."""
        return self.person == self.asked.asked_by or self.person.has_perm(FREEZE)


class ShowFreezing(FreezingView, TemplateView):
    template_name = "asking/show.html"

    def get_page_title(self) -> str:
        return f"Uitgave {self.asked.number} bevriezen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; that of the candidate once it is there."""
        if self.asked.release is not None:
            messages.success(request, f"Kandidaat {self.asked.number} is bevroren. Bekijk wat er verandert.")
            return redirect("uitgaven:show", self.asked.release.digest)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "progress": self.progress(),
            "reasons": list(_reasons(self.asked)),
            "again": _again(self.asked),
            "may_repeat": self.may_repeat,
        }


class FreezingStatus(FreezingView, View):
    """How far it is, in what progress.js reads."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        progress = self.progress()
        return JsonResponse({"stage": "ended" if progress is None else progress.mark})


class FreezeAgain(FreezingView, PostOnly):
    """Has a freeze that broke done again."""

    @property
    def show_url(self) -> str:
        return reverse("uitgaven:freezing", args=[self.asked.pk])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_repeat:
            raise PermissionDenied
        try_again(request, self.progress(), told=f"Uitgave {self.asked.number} wordt opnieuw bevroren.")
        return redirect(self.show_url)


def _reasons(asked: AskedFreeze) -> Iterator[tuple[str, str]]:
    """Yield each reason, and where to mend what it is about: the item in the round, empty when there is none."""
    wanted = [one["uid"] for one in asked.reasons if "uid" in one and asked.maker == ROUND]
    items = RoundItem.objects.filter(round__year=asked.about, uid__in=wanted) if wanted else ()
    keys = {(item.kind, str(item.uid)): item.pk for item in items}
    for one in asked.reasons:
        key = keys.get((one.get("kind", ""), one.get("uid", "")))
        yield one["text"], reverse("rondeitem:show", args=[key]) if key is not None else ""


def _again(asked: AskedFreeze) -> str:
    """Return where somebody asks for it anew."""
    return reverse("uitgaven:freeze") if asked.maker == ROUND else reverse("correcties:show", args=[asked.about])
