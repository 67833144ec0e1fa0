"""What rounds tell the workshop, which cannot import them, and the screens that they add to it."""

from datetime import date
from typing import Any

from wagtail import hooks

from publishing.rounds.models import Round
from publishing.rounds.screens.item_viewset import RoundItemViewSet


@hooks.register("current_round")
def current_round() -> tuple[int, date] | None:
    """Return the year and the reference date of the open round."""
    return Round.objects.open().values_list("year", "reference_date").first()


@hooks.register("register_admin_viewset")
def item_screens() -> list[Any]:
    """Return the screens of one item of a round."""
    return [RoundItemViewSet()]
