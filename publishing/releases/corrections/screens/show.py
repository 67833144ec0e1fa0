"""The page of one correction: what it changes, how that stands, and what comes next."""

from typing import Any

from django.views.generic import TemplateView

from publishing.documents.difference import Differences
from publishing.releases.corrections.carrying import changes_to_carry
from publishing.releases.corrections.screens.access import (
    BEGIN,
    CHANGE,
    DROP,
    FREEZE,
    REVIEW,
    CorrectionView,
)
from publishing.releases.corrections.screens.next_step import next_step
from publishing.releases.corrections.screens.shown_changes import shown_change
from publishing.releases.corrections.standing import (
    Status,
    candidate_of,
    changes_of,
    drop_of,
    published_freeze,
    status_of,
)


class ShowCorrection(CorrectionView, TemplateView):
    template_name = "corrections/show.html"
    page_title = "Correctie"

    def here(self) -> str:
        return str(self.correction)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        correction, user = self.correction, self.request.user
        status, changes = status_of(correction), changes_of(correction)
        candidate = candidate_of(correction)
        is_workable = status in (Status.OPEN, Status.FROZEN)
        reviews = is_workable and user.has_perm(REVIEW)
        differences = Differences()
        blocking = [] if candidate is None else candidate.latest_freeze.blocking
        all_agreed = bool(changes) and all(one.is_approved for one in changes)
        return super().get_context_data(**kwargs) | {
            "status": status,
            "changes": [shown_change(one, user, differences, reviews=reviews) for one in changes],
            "candidate": candidate,
            "blocking": blocking,
            "next_step": next_step(status, changes, has_blocking=bool(blocking)),
            "dropped": drop_of(correction),
            "published": published_freeze(correction),
            "to_carry": changes_to_carry(correction).count() if status is Status.PUBLISHED else 0,
            "may_change": is_workable and user.has_perm(CHANGE),
            "may_freeze": status is Status.OPEN and all_agreed and user.has_perm(FREEZE),
            "may_drop": status not in (Status.PUBLISHED, Status.DROPPED) and user.has_perm(DROP),
            "may_restart": status is Status.OVERTAKEN and user.has_perm(BEGIN),
        }
