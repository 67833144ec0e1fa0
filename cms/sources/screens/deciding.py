"""Deciding on one row, and saying which item it is about. Each works with a script and without."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from cms.content.models import Intervention
from cms.sources.deciding.decide import NO_ITEM, answer_row, decide_row
from cms.sources.errors import DecisionError, WrongEditError
from cms.sources.models import PlanRow, RowState
from cms.sources.registers.answering import NEW_ITEM
from cms.sources.registers.naming import intervention_named
from cms.sources.screens.filled_in import EDIT, TAKE_BACK, Filled, read_filled
from cms.sources.screens.one_plan import DecidesOnPlan, OnePlanView, address_of, refused, wants_json
from cms.sources.screens.plan_page import counts_context, names_to_pick
from cms.sources.screens.row_cards import Card, Notice, Sent, card_of
from cms.sources.screens.row_filters import Selection, count_rows, read_selection

_NO_ROW = "Deze rij hoort niet bij dit plan, of is er niet meer. Laad het plan opnieuw."
_NOTHING_CHOSEN = "Je koos nog niets. Kies overnemen, afwijzen, aanpassen of later."
_WRONG = "Nog niet bewaard. Verbeter eerst wat hieronder in het rood staat."
_SAID = {"accept": "overnemen", "reject": "afwijzen", "later": "later", EDIT: "aangepast"}


class RowView(OnePlanView):
    """A view on one row of a plan: its card on a page of its own, or as JSON for a script."""

    template_name = "sources/row_page.html"

    def here(self) -> str:
        return "Eén rij"

    def row(self) -> PlanRow | None:
        """Return the row of the address, None when it is not one of this plan."""
        rows = self.plan.rows.select_related("decided_by", "plan")
        found: PlanRow | None = rows.filter(pk=self.kwargs["row"]).first()
        return found

    def selection(self) -> Selection:
        """Return what the editor was looking at, which a form carries along."""
        return read_selection(QueryDict(self.request.POST.get("terug", self.request.GET.get("terug", ""))))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the card, unfolded."""
        row = self.row()
        if row is None:
            return refused(request, _NO_ROW, reverse("bronnen:plan", args=[self.plan.pk]), status=404)
        return self.answered(row, Sent(is_unfolded=True))

    def answered(self, row: PlanRow, sent: Sent, *, said: str = "", status: int = 200) -> HttpResponse:
        """Return the card of ``row``: as JSON with the counts and what is ``said``, or on a page of its own."""
        card = card_of(self.desk, row, sent)
        shared = counts_context(self.desk, count_rows(self.plan), self.selection())
        context = {**shared, "card": card, "back": self.selection().query}
        if not wants_json(self.request):
            back = address_of(self.plan, self.selection(), anchor=f"rij-{row.pk}")
            more = {"back_url": back, "names": names_to_pick(self.desk, [card])}
            return self.render_to_response({**self.get_context_data(), **context, **more}, status=status)
        return JsonResponse(
            self._pieces(card, context, said or (sent.notice.text if sent.notice else "")), status=status
        )

    def _pieces(self, card: Card, context: dict[str, Any], said: str) -> dict[str, Any]:
        return {
            "card": render_to_string("sources/row.html", context, request=self.request),
            "counts": render_to_string("sources/counts.html", context, request=self.request),
            "safe": render_to_string("sources/safe_actions.html", context, request=self.request),
            "isOpen": card.is_open,
            "version": card.version,
            "asking": context["asking"],
            "message": said,
        }


class DecidesOnRow(RowView, DecidesOnPlan):
    """A view that takes a decision on one row."""

    def decide(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row = self.row()
        if row is None:
            return refused(request, _NO_ROW, reverse("bronnen:plan", args=[self.plan.pk]), status=404)
        version = request.POST.get("versie", "")
        return self.take(row, int(version) if version.isascii() and version.isdigit() else -1)

    def take(self, row: PlanRow, version: int) -> HttpResponse:
        """Take the decision on ``row`` as it was at ``version``, and return what the editor sees next."""
        raise NotImplementedError

    def saved(self, row: PlanRow, said: str) -> HttpResponse:
        """Return the card as it is now; without a script, the place where the editor was."""
        if wants_json(self.request):
            return self.answered(row, Sent(), said=said)
        messages.success(self.request, said)
        return redirect(address_of(self.plan, self.selection(), anchor=f"rij-{row.pk}"))

    def conflict(self, row: PlanRow, error: DecisionError, *, lost: str = "") -> HttpResponse:
        """Return the card as a colleague left it, with who that was and what of this editor was not saved."""
        now = self.row() or row
        text = f"{error} {lost}".strip()
        return self.answered(now, Sent(notice=Notice(text, is_error=True), is_unfolded=True), status=409)


class DecideRow(DecidesOnRow):
    """Take decisions on the units of a row; GET shows its card."""

    def take(self, row: PlanRow, version: int) -> HttpResponse:
        filled = read_filled(self.desk.kind, row.content, self.request.POST)
        takes_back = self.request.POST.get("alles") == TAKE_BACK
        if version == row.version and filled.errors:
            return self.answered(row, Sent(filled=filled, notice=Notice(_WRONG, is_error=True)), status=422)
        if version == row.version and filled.is_empty and not takes_back:
            return self.answered(row, Sent(notice=Notice(_NOTHING_CHOSEN, is_error=True)), status=422)
        try:
            decided = decide_row(
                row=row, version=version, decisions=filled.decisions, by=self.request.user, at=self.desk.now
            )
        except DecisionError as error:
            return self.conflict(row, error, lost=_lost(filled))
        except WrongEditError as error:
            return self.answered(row, Sent(filled=filled, notice=Notice(str(error), is_error=True)), status=422)
        return self.saved(decided, _said(decided, filled, takes_back=takes_back))


class AnswerRow(DecidesOnRow):
    """Say which item a row is about: a candidate, another one by its name, or a new one. Empty asks again."""

    def take(self, row: PlanRow, version: int) -> HttpResponse:
        try:
            answer = self._answer(row)
            answered = answer_row(row=row, version=version, answer=answer, by=self.request.user, at=self.desk.now)
        except DecisionError as error:
            typed = self.request.POST.get("naam", "")
            if version != row.version:
                return self.conflict(row, error)
            notice = Notice(str(error), is_error=True)
            return self.answered(row, Sent(notice=notice, typed_name=typed, is_unfolded=True), status=422)
        card = card_of(self.desk, answered)
        return self.saved(answered, f"'{answered.title}': {_compared_with(card, answer)}")

    def _answer(self, row: PlanRow) -> str:
        has_names = self.desk.kind.has_facts
        if has_names and "naam" in self.request.POST:
            name = self.request.POST["naam"].replace("\0", "").strip()
            return intervention_named(name, kind=self.plan.kind)
        answer = self.request.POST.get("antwoord", "")
        if answer in {"", NEW_ITEM} or (_is_known(answer) if has_names else answer in _offered(row)):
            return answer
        raise DecisionError(NO_ITEM)


def _offered(row: PlanRow) -> set[str]:
    return {one.item for one in row.content.candidates}


def _is_known(uid: str) -> bool:
    try:
        return Intervention.objects.filter(uid=UUID(uid)).exists()
    except ValueError:
        return False


def _compared_with(card: Card, answer: str) -> str:
    if not answer:
        return "de vraag staat weer open."
    return f"vergeleken met {card.answered or 'wat je koos'}. Beslis nu over de verschillen."


def _said(row: PlanRow, filled: Filled, *, takes_back: bool) -> str:
    if takes_back:
        return f"'{row.title}': besluit teruggenomen."
    words = dict.fromkeys(_SAID[choice] for choice in filled.choices.values() if choice in _SAID)
    left = "" if row.state != RowState.OPEN else " Deze rij is nog niet helemaal besloten."
    return f"'{row.title}': {' en '.join(words)}, bewaard.{left}"


def _lost(filled: Filled) -> str:
    """Return what was typed and not saved, so that nobody loses it."""
    texts = [text for text in filled.texts.values() if text]
    return f"Niet bewaard is wat jij invulde: {'; '.join(texts)}." if texts else ""
