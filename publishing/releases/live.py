"""What is live: told to who cannot import releases."""

from datetime import date, datetime

from django.db.models import Subquery

from publishing.releases.models import LIVE, MOVES, Channel, ReleaseEvent


def live_release() -> tuple[str, date, datetime] | None:
    """Return the number and the reference date of what is live, and since when it is. One query."""
    generation = Subquery(Channel.objects.filter(name=LIVE).values("generation"))
    moves = ReleaseEvent.objects.filter(kind__in=MOVES, generation__lte=generation).order_by("-generation")
    return moves.values_list("release__number", "release__reference_date", "at").first()
