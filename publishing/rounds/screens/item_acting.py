"""What can be done on the page of an item. What is refused shows the page again, with the reason and what was typed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin import messages

from cms.accounts.sent import key_in
from publishing.acceptances.models import AcceptanceError, AcceptedWarning
from publishing.acceptances.services import accept_warning, place_of, withdraw_acceptance
from publishing.checks.base import Finding
from publishing.rounds.errors import RoundError
from publishing.rounds.filters import FOR_ME
from publishing.rounds.models import Outcome
from publishing.rounds.retiring import restore_item
from publishing.rounds.reviewing import review_item
from publishing.rounds.screens.home_links import chosen
from publishing.rounds.screens.item_access import ACCEPT, ASSIGN, COMMENT, RETIRE, REVIEW
from publishing.rounds.screens.item_findings import key_of
from publishing.rounds.screens.item_forms import AssignForm
from publishing.rounds.screens.item_show import Problem, ShowItem
from publishing.rounds.working import assign_items, comment_on_item


class ActOnItem(ShowItem):
    """Does one thing and shows the page. ``place`` and ``text`` are the fields that say where, and what was typed."""

    form = ""
    place = ""
    text = "reden"

    def act(self, sent: Any) -> str:
        """Do it, and return what to tell; raise RoundError or AcceptanceError."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The address of a form that was refused is that of the page."""
        return redirect(self.show_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act; once more the page when that is refused."""
        sent = request.POST
        try:
            told = self.act(sent)
        except (RoundError, AcceptanceError) as error:
            messages.error(request, str(error))  # on top, for the form may be far down, or gone
            self.problem = Problem(
                form=self.form,
                place=sent.get(self.place, ""),
                message=str(error),
                text=sent.get(self.text, ""),
                rejects=sent.get("outcome") == Outcome.REJECTED,
            )
            return self.render_to_response(self.get_context_data())
        messages.success(request, told, buttons=self.onward())
        return redirect(self.show_url)

    def onward(self) -> list[Any]:
        """Return the buttons beside what was told: where the work goes on."""
        return []


class ReviewItem(ActOnItem):
    permission = REVIEW
    form = "review"
    place = "pair"

    def act(self, sent: Any) -> str:
        rejected = sent.get("outcome") == Outcome.REJECTED
        if not rejected and sent.get("outcome") != Outcome.CONFIRMED:
            raise RoundError("Kies: bevestigen of afkeuren.")
        made = review_item(
            item=self.item,
            digest=sent.get("digest", ""),
            by=self.request.user,
            at=timezone.now(),
            outcome=Outcome.REJECTED if rejected else Outcome.CONFIRMED,
            reason=sent.get("reden", ""),
            pair=_pair(sent.get("pair", "")),
        )
        if rejected:
            return "Afgekeurd. Een redacteur ziet je reden op deze pagina."
        return "Bevestigd." if len(made) == 1 else f"Bevestigd: {len(made)} onderdelen."

    def onward(self) -> list[Any]:
        kept = self.kept or f"?{urlencode({'terug': chosen(person=FOR_ME)})}"
        return [messages.button(reverse("rondeitem:next", args=[self.item.pk]) + kept, "Volgende in de lijst")]


class CommentOnItem(ActOnItem):
    permission = COMMENT
    form = "comment"
    text = "tekst"

    def act(self, sent: Any) -> str:
        comment_on_item(item=self.item, text=sent.get("tekst", ""), by=self.request.user, at=timezone.now())
        return "Je opmerking staat erbij."


class AssignItem(ActOnItem):
    permission = ASSIGN
    form = "assign"

    def act(self, sent: Any) -> str:
        form = AssignForm(sent, assigned_to=self.item.assigned_to)
        if not form.is_valid():
            raise RoundError(" ".join(map(str, form.errors["to"])))
        to = form.cleaned_data["to"]
        assign_items(round=self.item.round, items=[self.item], to=to, by=self.request.user, at=timezone.now())
        return f"Toegewezen aan {to}." if to else "Dit is nu aan niemand toegewezen."


class RestoreItem(ActOnItem):
    permission = RETIRE
    form = "restore"

    def act(self, sent: Any) -> str:
        restore_item(item=self.item, by=self.request.user, at=timezone.now())
        return "Teruggenomen. Het item doet weer mee in de ronde."


class AcceptWarning(ActOnItem):
    permission = ACCEPT
    form = "accept"
    place = "bevinding"

    def act(self, sent: Any) -> str:
        accept_warning(
            finding=self._finding(sent.get("bevinding", "")),
            round_year=self._open_year(),
            reason=sent.get("reden", ""),
            by=self.request.user,  # type: ignore[arg-type]  # who may accept has signed in
            at=timezone.now(),
        )
        return "De waarschuwing mag blijven staan, tot het eind van deze ronde."

    def _finding(self, key: str) -> Finding:
        current = self.whole.row.current
        found = next((one for one in current.findings if key_of(one) == key), None) if current else None
        if found is None:
            raise AcceptanceError("Deze waarschuwing is er niet meer: het item is gewijzigd. Kijk wat er nu staat.")
        return found

    def _open_year(self) -> int:
        if self.item.round.closed_at is not None:
            raise RoundError(f"{self.item.round} is gesloten. Er verandert niets meer aan.")
        return self.item.round.year


class WithdrawAcceptance(AcceptWarning):
    form = "withdraw"

    def act(self, sent: Any) -> str:
        known = AcceptedWarning.objects.of_round(self._open_year())
        key = key_in(sent.get("acceptatie", ""))
        found = None if key is None else known.filter(pk=key).first()
        current = self.whole.row.current
        if found is None or current is None or found.place not in {place_of(one) for one in current.findings}:
            raise AcceptanceError("Deze acceptatie hoort niet (meer) bij dit item. Kijk wat er nu staat.")
        withdraw_acceptance(acceptance=found, by=self.request.user, at=timezone.now())  # type: ignore[arg-type]  # as above
        return "De waarschuwing staat weer open."


def _pair(sent: str) -> UUID | None:
    try:
        return UUID(sent) if sent else None
    except ValueError as error:
        raise RoundError("Deze interventie staat niet meer bij het item. Ververs de pagina.") from error
