"""What is live: told to who cannot import releases."""

from django.db.models import Subquery

from publishing.releases.models import LIVE, MOVES, Channel, ReleaseEvent
from publishing.rounds.asking import Live


def live_release() -> Live | None:
    """Return the number and the reference date of what is live, and since when it is. One query."""
    generation = Subquery(Channel.objects.filter(name=LIVE).values("generation"))
    moves = ReleaseEvent.objects.filter(kind__in=MOVES, generation__lte=generation).order_by("-generation")
    newest = moves.values_list("release__number", "release__reference_date", "at").first()
    return None if newest is None else Live(*newest)
