"""What is live, and what came out: told to who cannot import releases."""

from datetime import date, datetime

from django.db.models import Subquery

from publishing.releases.models import LIVE, Channel, Release, ReleaseEvent


def live_release() -> tuple[str, date, datetime] | None:
    """Return the number and the reference date of what is live, and since when it is. One query."""
    generation = Subquery(Channel.objects.filter(name=LIVE).values("generation"))
    moves = ReleaseEvent.objects.filter(generation=generation)
    return moves.values_list("release__number", "release__reference_date", "at").first()


def released_since(reference_date: date, moment: datetime) -> str | None:
    """Return the number of the first release of ``reference_date`` that was published since ``moment``."""
    since = Release.objects.published().filter(reference_date=reference_date, publication__published_at__gte=moment)
    return since.values_list("number", flat=True).first()
