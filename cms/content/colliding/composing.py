"""Making one version out of two, by what a person chose for each piece."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.content.colliding.differences import Whose
from cms.content.colliding.pieces import row_key


def compose(*, theirs: Any, mine: Any, chosen: Mapping[str, str], relations: Iterable[str]) -> Any:
    """Return ``theirs``, changed where ``mine`` was chosen. What is not in ``chosen`` is the same in both."""
    for key, whose in chosen.items():
        if ":" not in key and whose == Whose.MINE:
            field = theirs._meta.get_field(key)
            setattr(theirs, field.attname, getattr(mine, field.attname))
    for relation in relations:
        _compose_rows(theirs, mine, relation, chosen)
    return theirs


@transaction.atomic
def keep_composed(*, item: Any, by: Any) -> Any:
    """Keep ``item`` as its newest version, a draft as after every save; return that version."""
    if not item.live:
        item.save(**({"clean": False} if isinstance(item, Page) else {}))
    return item.save_revision(user=by, log_action=True, clean=False)


def _compose_rows(theirs: Any, mine: Any, relation: str, chosen: Mapping[str, str]) -> None:
    """Put the chosen rows under ``theirs``, in their order, with what only ``mine`` holds at the end."""
    there = {row_key(relation, row): row for row in getattr(theirs, relation).all()}
    here = {row_key(relation, row): row for row in getattr(mine, relation).all()}
    rows: list[Any] = []
    for key in dict.fromkeys([*there, *here]):
        is_mine = chosen.get(key) == Whose.MINE
        row = (here if is_mine else there).get(key)
        if row is None:
            continue
        if is_mine:
            row.pk = there[key].pk if key in there else None
        row.sort_order = len(rows)
        rows.append(row)
    getattr(theirs, relation).set(rows)
