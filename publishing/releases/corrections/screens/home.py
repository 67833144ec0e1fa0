"""What corrections add to the first screen: what has to come into the workshop, and what waits for a judgement."""

from typing import Any

from django.forms import Media
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from publishing.releases.corrections.carrying import changes_to_carry
from publishing.releases.corrections.models import Correction
from publishing.releases.corrections.reviewing import hands_by
from publishing.releases.corrections.screens.access import CARRY, REVIEW
from publishing.releases.corrections.standing import Status, changes_by, statuses_of


class CorrectionsPanel(Component):
    """Shown only while there is something to do for who looks."""

    name = "corrections"
    template_name = "corrections/home.html"
    order = 7  # between the round and the counts of the content

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("corrections/corrections.css")]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "to_carry": changes_to_carry().count() if user.has_perm(CARRY) else 0,
            "to_review": list(_to_review(user)) if user.has_perm(REVIEW) else [],
        }


def _to_review(user: Any) -> list[Correction]:
    recent = list(Correction.objects.filter(drop=None).select_related("base")[:10])
    changes = changes_by(recent)
    statuses = statuses_of(recent, changes)
    still_open = [one for one in recent if statuses[one.pk] is Status.OPEN]
    unseen = [each.change for one in still_open for each in changes[one.pk] if each.review is None]
    hands = hands_by(unseen)
    waiting = {change.correction_id for change in unseen if user.pk not in hands[change.pk]}
    return [one for one in still_open if one.pk in waiting]
