"""After *Klaarzetten*: the way back to the round, for who came from there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin import messages

from publishing.freezing.kinds import BY_MODEL
from publishing.rounds.models import RoundItem
from publishing.rounds.screens.access import VIEW


def way_back_to_the_round(request: HttpRequest, item: Any) -> None:
    """Offer the way back when ``item`` was made ready and the open round holds it. Wagtail itself leads elsewhere."""
    if "action-publish" not in request.POST or not request.user.has_perm(VIEW):
        return
    kind = BY_MODEL.get(type(item))
    held = None if kind is None else _in_open_round(kind.name, item)
    if held is not None:
        back = messages.button(reverse("jaarronde:index"), "Terug naar de jaarronde")
        messages.info(request, f"Dit item staat in {str(held.round).lower()}.", buttons=[back])


def _in_open_round(kind: str, item: Any) -> RoundItem | None:
    return RoundItem.objects.filter(kind=kind, uid=item.uid, round__closed_at=None).select_related("round").first()
