"""What rounds tell the workshop, which cannot import them, and their screens."""

from datetime import date
from typing import Any

from wagtail import hooks

from publishing.rounds.models import Round
from publishing.rounds.screens.item import RoundItemViewSet
from publishing.rounds.screens.viewset import RoundViewSet


@hooks.register("current_round")
def current_round() -> tuple[int, date] | None:
    """Return the year and the reference date of the open round."""
    return Round.objects.open().values_list("year", "reference_date").first()


@hooks.register("register_admin_viewset")
def round_screens() -> list[Any]:
    """Return the screens of the round and of its items."""
    return [RoundViewSet(), RoundItemViewSet()]
