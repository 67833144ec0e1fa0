"""From one item of a round to the next in a list: in the order in which the list shows them."""

from publishing.rounds.filters import Filters
from publishing.rounds.models import RoundItem
from publishing.rounds.worklist import place_of, read_worklist


def item_beside(item: RoundItem, filters: Filters, *, back: bool = False) -> RoundItem | None:
    """Return what comes after ``item`` among what ``filters`` find, or before it; None where the list ends.

    What was done to the item may just have taken it from the list: then it counts as standing where it stood. As many
    queries as the list.
    """
    is_closed = item.round.closed_at is not None
    rows = read_worklist(item.round).rows
    here = next((row for row in rows if row.item.pk == item.pk), None)
    if here is None:
        return None
    place = place_of(here, as_open=not filters.fit(here, is_closed=is_closed))
    others = [row for row in rows if row is not here and filters.fit(row, is_closed=is_closed)]
    if back:
        others.reverse()
    return next((row.item for row in others if (place_of(row) < place if back else place_of(row) > place)), None)
