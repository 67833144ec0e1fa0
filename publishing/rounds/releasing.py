"""That a release came of a round: from then on nothing about the round changes."""

from datetime import datetime

from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round


def release_round(*, year: int, closed_at: datetime | None, number: str) -> Round:
    """Note on the round of ``year`` that it came out as ``number``, inside the caller's transaction.

    ``closed_at`` is when it was closed as far as the caller looked. Raise RoundError when it was opened again since,
    or came out as another release.
    """
    held = Round.objects.select_for_update().get(year=year)
    if held.closed_at is None or held.closed_at != closed_at:
        raise RoundError(f"{held} is intussen heropend. Sluit haar en bevries opnieuw.")
    if held.published_in not in ("", number):
        raise RoundError(f"{held} is al uitgebracht als {held.published_in}.")
    if not held.published_in:  # once noted, the database refuses every change
        held.published_in = number
        held.save(update_fields=["published_in"])
    return held
