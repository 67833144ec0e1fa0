"""Makes a plan of what a filled workbook would change. Nothing is written."""

import hashlib
from collections.abc import Iterable

from cms.sources.plan import Plan, Row
from cms.sources.workbook.columns import ITEM_SHEETS, LINK_SHEETS
from cms.sources.workbook.items import Planned, disappeared_items, plan_items
from cms.sources.workbook.linking import LinkPlanner
from cms.sources.workbook.sheets import Filled, read_filled
from cms.sources.workbook.workshop import Workshop

KIND = "workbook"


def make_workbook_plan(*, data: bytes, complete: bool = False) -> Plan:
    """Return what the workbook ``data`` would change, against the latest draft of each item.

    Raise UnreadableSourceError when it is no such workbook, with everything wrong in its headers. Only a ``complete``
    one can make an item disappear, and even then that is a question and never a delete.
    """
    filled = read_filled(data, complete=complete)
    source = hashlib.sha256(data).hexdigest()
    rows = tuple(_rows(filled, Workshop(), source=source, complete=complete))
    return Plan(kind=KIND, source=source, rows=rows, findings=tuple(filled.findings))


def _rows(filled: Filled, workshop: Workshop, *, source: str, complete: bool) -> Iterable[Row]:
    """Items first: a link can only be made when both its ends are there."""
    planned = Planned()
    for sheet in ITEM_SHEETS:
        rows = filled.rows.get(sheet.target, [])
        yield from plan_items(sheet, rows, workshop, planned, source=source)
        if complete:
            yield from disappeared_items(sheet, rows, workshop, source=source)
    for link_sheet in LINK_SHEETS:
        planner = LinkPlanner(link_sheet, workshop, planned, source=source)
        yield from planner.rows(filled.rows.get(link_sheet.target, []))
        if complete:
            yield from planner.disappeared()
