"""The page of one item: what it is and was, how it stands, what is wrong with it, and what may be done now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from cms.accounts.screens import Crumb
from cms.content.models import Intervention
from cms.vetting.models import Merge
from cms.vetting.screens.verdicts.block import verdict_context
from publishing.documents.difference import Differences
from publishing.freezing.shown import OWN_NAME, shown_fields
from publishing.rounds.mentions import people_to_name
from publishing.rounds.models import RoundItem
from publishing.rounds.one_item import WholeItem, read_whole
from publishing.rounds.parts import rest_of
from publishing.rounds.screens.item_access import ACCEPT, ASSIGN, COMMENT, RETIRE, ItemView
from publishing.rounds.screens.item_editing import editing_now
from publishing.rounds.screens.item_findings import shown_findings
from publishing.rounds.screens.item_forms import AssignForm
from publishing.rounds.screens.item_parts import counting, rest_differences, tailored_texts
from publishing.rounds.screens.item_refusal import why_not_review
from publishing.rounds.screens.item_words import stand_of
from publishing.rounds.screens.item_workshop import workshop_of
from publishing.rounds.since.drafts import waiting_draft
from publishing.rounds.since.edits import edits_of
from publishing.rounds.talking import threads_of


@dataclass(frozen=True)
class Problem:
    """Why something was not done. ``form`` and ``place`` say which form it came from; ``text`` was typed there."""

    form: str
    place: str
    message: str
    text: str
    rejects: bool = False


class ShowItem(ItemView, TemplateView):
    template_name = "rounds/item.html"
    page_title = "Item van de jaarronde"
    problem: Problem | None = None

    @cached_property
    def whole(self) -> WholeItem:
        """The item as it stands now."""
        return read_whole(self.item)

    def get_page_subtitle(self) -> str:
        return self.whole.title

    def above(self) -> list[Crumb]:
        return super().above()[:-1]

    def here(self) -> str:
        return self.whole.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whole = self.whole
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return (
            context
            | self._elsewhere()
            | {
                "whole": whole,
                "item": whole.item,
                "round": whole.item.round,
                "row": whole.row,
                "is_open": whole.item.round.closed_at is None,
                "stand": stand_of(whole),
                "problem": self.problem,
                "kept": self.kept,
                "list_url": self.list_url,
                "findings": shown_findings(whole, self.workshop),
                "threads": threads_of(whole.item),
                "workshop": self.workshop,
                "draft": waiting_draft(whole.source) if whole.item.round.closed_at is None else None,
                "editing_now": editing_now(whole.source, viewer=self.request.user, at=timezone.now()),
                **self._content(),
                **self._allowed(),
            }
        )

    @cached_property
    def workshop(self) -> Any:
        """Where the reader edits or reads the item itself."""
        return workshop_of(self.whole.source, self.request.user)

    def _content(self) -> dict[str, Any]:
        """Return what the document says, and how that differs from the base."""
        whole, differences = self.whole, Differences()
        made = list(whole.item.reviews.select_related("reviewer").order_by("pk"))
        reviews = counting(whole, made)
        fields = []
        if whole.document is not None:
            rest = rest_of(whole.document, interventions=whole.interventions)
            fields = shown_fields(rest, names=whole.names, leave_out=OWN_NAME)
        return {
            "fields": fields,
            "differences": rest_differences(whole, differences),
            "texts": list(tailored_texts(whole, reviews, differences)),
            "rest_review": reviews.get(None),
            "rest_is_open": None in whole.row.open_parts,
            "reviews": made,
            "edits": edits_of(whole.item.kind, whole.row.current.pk, whole.row.changes) if whole.row.current else [],
        }

    def _elsewhere(self) -> dict[str, Any]:
        """Return what became of the item elsewhere: merged with another, followed up by another, judged."""
        item, source = self.item, self.whole.source
        others = RoundItem.objects.filter(round=item.round_id, kind=item.kind)
        merge = Merge.objects.standing().filter(gone_uid=item.uid).first() if item.kind == "interventie" else None
        found: dict[str, Any] = {
            "merge": merge,
            "kept_item": others.filter(uid=merge.kept_uid).first() if merge else None,
            "successor": others.filter(uid=item.successor).first() if item.successor else None,
        }
        if isinstance(source, Intervention) and source.merged_into_id is None:
            explain = reverse("toetsing:explain", args=[source.pk])
            found |= {"explain_url": f"{explain}?ronde={item.round.year}"}
            if item.round.closed_at is None:
                found |= verdict_context(source, self.request.user)
        return found

    def _allowed(self) -> dict[str, Any]:
        """Return what the reader may do, and why they may not review."""
        user, is_open = self.request.user, self.item.round.closed_at is None
        may_comment = is_open and user.has_perm(COMMENT)
        may_assign = is_open and user.has_perm(ASSIGN)
        return {
            "refusal": why_not_review(self.whole, user),
            "may_comment": may_comment,
            "people_to_name": [one for one in people_to_name() if one.pk != user.pk] if may_comment else [],
            "may_retire": is_open and user.has_perm(RETIRE),
            "may_accept": is_open and user.has_perm(ACCEPT),
            "assign_form": AssignForm(assigned_to=self.item.assigned_to) if may_assign else None,
        }
