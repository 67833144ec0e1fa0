"""The list *Toetsing*: how far every intervention is that the open round asks about, the riskiest first."""

from collections import Counter
from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.accounts.sent import keys_in
from cms.vetting.progress import FOR_EDITORS, PROPOSING, Progress, Stage
from cms.vetting.rounds import NO_ROUND, OpenRound
from cms.vetting.screens.verdicts.access import DECIDE, PROPOSE, VerdictView
from cms.vetting.screens.verdicts.row import row_for
from cms.vetting.screens.verdicts.waiting import all_in_order
from cms.vetting.verdict_bulk import agree_with_many

_PER_PAGE = 25
_STAGES = [(FOR_EDITORS, "voorstel nodig"), *Stage.choices]


class Worklist(VerdictView, TemplateView):
    template_name = "vetting/verdicts.html"
    page_title = "Toetsing"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | ({"no_round": NO_ROUND} if self.round is None else self._listed(self.round))

    def _listed(self, now: OpenRound) -> dict[str, Any]:
        everything = all_in_order(now)
        stage, words = self.request.GET.get("stand", ""), self.request.GET.get("q", "").strip()
        found = [one for one in everything if _fits(one, stage, words)]
        page = Paginator(found, _PER_PAGE).get_page(self.request.GET.get("p"))
        user = self.request.user
        counts = Counter(chain.from_iterable(map(_stages_of, everything)))
        rows = [row_for(one, user) for one in page]
        return {
            "round": now,
            "page": page,
            "rows": rows,
            "stages": [(value, label, counts[value]) for value, label in _STAGES],
            "stage": stage,
            "words": words,
            "total": len(everything),
            "kept": urlencode({"stand": stage, "q": words}),
            "may_decide": user.has_perm(DECIDE),
            "may_propose": user.has_perm(PROPOSE),
            "may_agree_with_any": any(row.selectable for row in rows),
            "user_pk": user.pk,
        }


class AgreeWithSelected(VerdictView, View):
    """Agrees with each selected proposal by itself, and names what it passed over."""

    permission = DECIDE

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = keys_in(request.POST.getlist("oordeel"))
        if self.round is None:
            messages.warning(request, NO_ROUND)
        elif not chosen:
            messages.warning(request, "Er is niets geselecteerd. Vink de voorstellen aan waar je akkoord mee bent.")
        else:
            result = agree_with_many(
                verdicts=chosen[:_PER_PAGE], by=request.user, at=timezone.now(), open_round=self.round
            )
            if result.agreed:
                number = len(result.agreed)
                messages.success(request, f"Akkoord met {number} {'voorstel' if number == 1 else 'voorstellen'}.")
            for skipped in result.skipped:
                messages.warning(request, f"Overgeslagen: {skipped}")
        kept = request.POST.get("terug", "")
        target = redirect("toetsing:index")
        target["Location"] += f"?{kept}" if kept else ""
        return target


def _stages_of(one: Progress) -> set[str]:
    """Return the choices that find it: its stage, and that of all which asks an editor for a proposal."""
    return {one.stage.value, *([FOR_EDITORS] if one.stage in PROPOSING else [])}


def _fits(one: Progress, stage: str, words: str) -> bool:
    return (not stage or stage in _stages_of(one)) and words.casefold() in one.intervention.name.casefold()
