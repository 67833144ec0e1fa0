"""Rows that a service holds on to while it works: of two people at once one comes first, and the other sees it."""

from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round, RoundItem


def hold_open_round(key: int) -> Round:
    """Return the round, held until the transaction ends; raise RoundError when it is closed."""
    held = Round.objects.select_for_update().get(pk=key)
    if held.closed_at is not None:
        raise RoundError(f"{held} is gesloten. Er verandert niets meer aan.")
    return held


def hold_item(item: RoundItem) -> RoundItem:
    """Return the item of an open round, held with its round; raise RoundError when that is closed."""
    hold_open_round(item.round_id)
    return RoundItem.objects.select_for_update(of=("self",)).select_related("round", "retired_by").get(pk=item.pk)


def hold_standing_item(item: RoundItem) -> RoundItem:
    """Like ``hold_item``; raise RoundError for an item that was let go, too."""
    held = hold_item(item)
    if held.retired_at is not None:
        raise RoundError(f"'{held.title}' is vervallen: {held.retired_reason}")
    return held
