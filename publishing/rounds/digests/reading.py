"""What came in for somebody in the open round since they were last told."""

from dataclasses import dataclass
from datetime import datetime

from cms.accounts.models import User
from publishing.rounds.mentions import open_mentions
from publishing.rounds.models import Mention, RoundItem


@dataclass(frozen=True)
class News:
    """The items that others gave somebody, and the comments that name them; oldest first."""

    items: tuple[RoundItem, ...]
    mentions: tuple[Mention, ...]

    def __bool__(self) -> bool:
        return bool(self.items or self.mentions)


def news_for(person: User, *, since: datetime | None, until: datetime) -> News:
    """Return what came in for ``person`` after ``since`` until ``until``, and still is theirs. Two queries."""
    given = RoundItem.objects.filter(
        assigned_to=person, assigned_at__lte=until, retired_at=None, round__closed_at=None
    ).exclude(assigned_by=person)
    named = open_mentions().filter(person=person, comment__at__lte=until)
    if since is not None:
        given, named = given.filter(assigned_at__gt=since), named.filter(comment__at__gt=since)
    return News(
        tuple(given.select_related("round", "assigned_by").order_by("assigned_at", "place", "pk")),
        tuple(named.order_by("pk")),
    )
