"""*Techniek*: the overview, and what a person can do about it, always with why."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.screens import PostOnly
from publishing.attempts.errors import AttemptError
from publishing.attempts.models import Attempt
from publishing.attempts.pausing import current_pause, pause_work, resume_work
from publishing.attempts.retrying import ask_again, ask_to_take_over
from publishing.attempts.tasks import nudge
from publishing.attempts.watching import named
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.errors import RefusedError
from publishing.releases.models import OutboxEntry
from publishing.releases.screens.reasons import ReasonForm
from publishing.releases.technical.access import PAUSE, REPLAY, RETRY, TITLE, TechnicalView
from publishing.releases.technical.reading import read_overview


class Overview(TechnicalView, TemplateView):
    """What runs, what is stuck or failed, what was delivered."""

    template_name = "technical/overview.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "overview": read_overview(at=timezone.now()),
            "may_pause": user.has_perm(PAUSE),
            "may_retry": user.has_perm(RETRY),
            "may_replay": user.has_perm(REPLAY),
        }


class WithReason(TechnicalView, FormView):
    """Something that is done with a reason, then back to the overview."""

    template_name = "technical/reason.html"
    form_class = ReasonForm
    what_it_does: tuple[str, ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"what_it_does": self.what_it_does, "button": self.get_page_title()}
        return super().get_context_data(**kwargs) | told

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        try:
            self.act(form.cleaned_data["reason"])
        except (AttemptError, RefusedError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("techniek:index")

    def act(self, reason: str) -> None:
        """Do it, and say what came of it; raise AttemptError or RefusedError when it cannot be done."""
        raise NotImplementedError


class SwitchPause(WithReason):
    """Turns the pause switch to the other side."""

    permission = PAUSE

    def get_page_title(self) -> str:
        return "Pauzeren" if current_pause() is None else "Hervatten"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.what_it_does = _PAUSING if current_pause() is None else _RESUMING
        return super().get_context_data(**kwargs) | {"side": "aan" if current_pause() is None else "uit"}

    def act(self, reason: str) -> None:
        to = self.request.POST.get("stand", "")
        switch = {"aan": pause_work, "uit": resume_work}.get(to)
        if switch is None:
            raise AttemptError("Kies of je pauzeert of hervat. Begin opnieuw vanaf Techniek.")
        switch(reason=reason, by=self.request.user, at=timezone.now())
        told = "Het werk is gepauzeerd." if to == "aan" else "Het werk gaat verder, binnen een minuut."
        messages.success(self.request, told)


_PAUSING = (
    "Er wordt niets meer afgeleverd en er begint geen nieuw werk.",
    "Wat al loopt, maakt zijn werk af.",
    "Iedereen ziet bovenaan elk scherm dat het gepauzeerd is, door wie en waarom.",
)
_RESUMING = ("Alles wat is blijven liggen, wordt alsnog gedaan.",)


class Retry(WithReason):
    """Has failed work done again."""

    permission = RETRY
    page_title = "Probeer opnieuw"
    what_it_does = ("Het werk begint opnieuw. Wat al klaar was, blijft zoals het is.",)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what failed."""
        super().setup(request, *args, **kwargs)
        self.attempt = get_object_or_404(Attempt.objects.exclude(kind=DELIVERY.kind), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return named(self.attempt)

    def act(self, reason: str) -> None:
        ask_again(attempt=self.attempt, reason=reason, by=self.request.user, at=timezone.now())
        _after_commit(self.attempt.kind, self.attempt.subject)
        messages.success(self.request, f"{named(self.attempt)}: wordt opnieuw geprobeerd.")


class Redeliver(WithReason):
    """Has something delivered again: the same message, under the same event id."""

    permission = REPLAY
    page_title = "Opnieuw afleveren"
    what_it_does = (
        "Hetzelfde bericht gaat nog een keer naar dezelfde ontvanger, met hetzelfde kenmerk.",
        "Een ontvanger die het al kende, doet niets. Wat eerder gebeurde, blijft hier staan.",
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what to deliver."""
        super().setup(request, *args, **kwargs)
        self.entry = get_object_or_404(OutboxEntry, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return DELIVERY.describe(str(self.entry.pk))

    def act(self, reason: str) -> None:
        deliver_again(entry=self.entry, reason=reason, by=self.request.user, at=timezone.now())
        _after_commit(DELIVERY.kind, str(self.entry.pk))
        messages.success(self.request, f"{self.get_page_subtitle()}: wordt opnieuw afgeleverd.")


class TakeOver(TechnicalView, PostOnly):
    """Lets another worker go on with what a silent one held; nothing when it was not silent after all."""

    permission = RETRY
    seen_at = "techniek:index"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        attempt = get_object_or_404(Attempt, pk=pk)
        try:
            ask_to_take_over(attempt=attempt, by=self.request.user, at=timezone.now())
        except AttemptError as error:
            messages.info(request, str(error))
        else:
            _after_commit(attempt.kind, attempt.subject)
            messages.success(request, f"{named(attempt)}: een andere taak neemt het over.")
        return redirect(self.show_url)


def _after_commit(kind: str, subject: str) -> None:
    transaction.on_commit(partial(nudge, kind, subject))
