"""The items before and after one, in the order of the base release."""

from dataclasses import dataclass

from django.db.models import Q

from publishing.rounds.models import RoundItem


@dataclass(frozen=True)
class Neighbours:
    """None where the list begins or ends."""

    before: RoundItem | None
    after: RoundItem | None


def neighbours_of(item: RoundItem) -> Neighbours:
    """Return the items beside ``item``. Two queries, however large the round is."""
    others = RoundItem.objects.filter(round=item.round_id)
    earlier = Q(place__lt=item.place) | Q(place=item.place, pk__lt=item.pk)
    later = Q(place__gt=item.place) | Q(place=item.place, pk__gt=item.pk)
    return Neighbours(
        before=others.filter(earlier).order_by("-place", "-pk").first(),
        after=others.filter(later).in_order().first(),
    )
