"""The page of one plan: counts on top, then the rows, what asks for a decision first."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from cms.content.models import Intervention
from cms.sources.deciding.decide import together
from cms.sources.models import RowState
from cms.sources.screens.one_plan import MAY_NOT, OnePlanView
from cms.sources.screens.row_cards import Card, Desk, cards_of
from cms.sources.screens.row_filters import (
    ASKING,
    CLASS_LABELS,
    SAFE_CLASSES,
    Selection,
    as_links,
    count_rows,
    label_of_filter,
    read_accepted,
    read_selection,
)
from cms.sources.screens.waiting import WITHOUT_ROWS, waiting_page

_PAGE = 25
_MOST_NAMES = 1000  # that a list to pick a name from still helps with


class PlanPage(OnePlanView):
    """What is in a plan; ``toon``, ``soort``, ``zoek`` and ``p`` in the address select from it."""

    template_name = "sources/plan.html"

    def here(self) -> str:
        return self.plan.file_name

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the rows of the plan, or what it waits for."""
        if self.plan.stage in WITHOUT_ROWS:
            context = super().get_context_data(**kwargs)
            return waiting_page(request, self.plan, context)
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        selection = read_selection(self.request.GET)
        counts = count_rows(self.plan)
        page = Paginator(selection.rows(self.plan).select_related("decided_by"), _PAGE).get_page(selection.page)
        cards = cards_of(self.desk, page.object_list)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            **counts_context(self.desk, counts, selection),
            "may_not": MAY_NOT,
            "cards": cards,
            "page": page,
            "class_labels": [(one.value, label) for one, label in CLASS_LABELS.items()],
            "failed": self.plan.rows.failed().count(),
            "refused": self.plan.rows.filter(state=RowState.REFUSED).count(),
            "late": self.plan.is_late(self.desk.now),
            "together": self._together(),
            "names": names_to_pick(self.desk, cards),
        }

    def _together(self) -> dict[str, Any] | None:
        """Return what this person accepted at once just before, when the address says so and it still stands."""
        asked = self.request.GET.get("samen", "")
        accepted = read_accepted(asked)
        if accepted is None or not self.desk.is_open:
            return None
        row_class, accepted_at = accepted
        number = together(self.plan, row_class=row_class, by=self.request.user, accepted_at=accepted_at).count()
        return {"row_class": row_class, "accepted": asked, "number": number} if number else None


def counts_context(desk: Desk, counts: Mapping[str, int], selection: Selection) -> dict[str, Any]:
    """Return what the counts on top and the next step are made of."""
    has_facts = desk.kind.has_facts
    return {
        "desk": desk,
        "plan": desk.plan,
        "kind": desk.kind,
        "selection": selection,
        "shows_label": label_of_filter(selection.shows, has_facts=has_facts),
        "counts": list(as_links(counts, selection, has_facts=has_facts)),
        "safe_actions": list(_safe_actions(counts)) if desk.is_open else [],
        "asking": counts[ASKING],
        "safe": sum(counts[key] for key in SAFE_CLASSES.values()),
        "decided": counts["besloten"],
        "to_note": desk.plan.rows.to_apply().count() - counts["besloten"],
    }


def names_to_pick(desk: Desk, cards: Iterable[Card]) -> list[str]:
    """Return the names of the interventions that ``cards`` let pick from; none when they are too many for a list."""
    asks = any(card.has_controls and (card.asks_which or card.may_ask_which) for card in cards)
    if not asks or not desk.kind.has_facts:
        return []
    names = list(Intervention.objects.order_by("name").values_list("name", flat=True)[: _MOST_NAMES + 1])
    return names if len(names) <= _MOST_NAMES else []


def _safe_actions(counts: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    for row_class, key in SAFE_CLASSES.items():
        if counts[key]:
            yield {"row_class": row_class.value, "number": counts[key]}
