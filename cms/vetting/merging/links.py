"""What a merge does to the intervention links of one recommendation, and back: pure functions over rows.

A row is one link as modelcluster writes it in a version: ``pk``, ``uid``, ``sort_order``, ``intervention``, and so on.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

Row = dict[str, Any]


class Change(msgspec.Struct, frozen=True):
    """The rows about the two interventions, before and after a merge."""

    before: list[Row]
    after: list[Row]


def links_both(rows: Iterable[Row], *, kept: int, gone: int) -> bool:
    """Tell whether a choice between two tailored texts is needed."""
    return {kept, gone} <= {row["intervention"] for row in rows}


def merged(rows: list[Row], *, kept: int, gone: int, text_of: int) -> list[Row]:
    """Return ``rows`` with the kept intervention in place of the gone one.

    Where both are linked, the row of ``text_of`` stays whole, with its uid, text and place, and the other leaves.
    """
    loser = gone if text_of == kept else kept
    both = links_both(rows, kept=kept, gone=gone)
    staying = [row for row in rows if not (both and row["intervention"] == loser)]
    return [{**row, "intervention": kept} if row["intervention"] == gone else row for row in staying]


def change_of(rows: list[Row], after: list[Row], *, kept: int, gone: int) -> Change | None:
    """Return what is to be remembered for an undo; None when ``rows`` do not link the gone one."""
    if all(row["intervention"] != gone for row in rows):
        return None
    return Change(
        before=[row for row in rows if row["intervention"] in {kept, gone}],
        after=[row for row in after if row["intervention"] == kept],
    )


def restored(rows: list[Row], change: Change, *, kept: int) -> list[Row] | None:
    """Return ``rows`` with what the merge changed put back; None when they are no longer as the merge left them."""
    if _said(row for row in rows if row["intervention"] == kept) != _said(change.after):
        return None
    before = {row["uid"]: row for row in change.before}
    back = [{**row, "intervention": before.get(row["uid"], row)["intervention"]} for row in rows]
    present = {row["uid"] for row in rows}
    back += [row for row in change.before if row["uid"] not in present]
    return sorted(back, key=lambda row: row["sort_order"] or 0)


def _said(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Dragging a row, or publishing it under a new primary key, does not change what it says."""
    return sorted((row["uid"], row["tailored_text"]) for row in rows)
