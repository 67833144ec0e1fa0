"""Makes and changes one link in the draft of its recommendation."""

import uuid
from collections.abc import Mapping
from typing import Any

from wagtail.actions.edit import EditAction

from cms.accounts.models import User
from cms.sources.errors import MovedRowError
from cms.sources.plan import Row, RowClass
from cms.sources.reading import Value
from cms.sources.workbook.columns import RECOMMENDATIONS, LinkSheet
from cms.sources.workbook.drafting import open_draft, to_store
from cms.sources.workbook.held import HeldLink, held_items, held_links


def join(sheet: LinkSheet, row: Row, accepted: Mapping[str, Value], ends: tuple[str, str], *, by: User) -> Any:
    """Return the draft of the recommendation with this link in it: changed, or new and then the last.

    Raise MovedRowError when the link, or what it joins, is no longer what the plan was made for.
    """
    draft = open_draft(RECOMMENDATIONS, ends[0], title=row.title, by=by)
    other = next(held_items(sheet.other, uid=uuid.UUID(ends[1])), None)
    if other is None:
        raise MovedRowError(
            f"'{row.title}': deze {sheet.other.label} is er niet: nog niet overgenomen, of intussen verwijderd. "
            "Neem eerst die rij over, of maak een nieuw plan."
        )
    held = list(held_links(sheet, held_items(RECOMMENDATIONS, uid=uuid.UUID(ends[0])), [other]))
    values = to_store(sheet.columns, accepted)
    links = list(getattr(draft, sheet.relation).all())
    if link := _meant(row, held):
        part = next(part for part in links if str(part.uid) == link.uid)
    else:
        part = sheet.model(sort_order=max((part.sort_order or 0 for part in links), default=-1) + 1)
        setattr(part, f"{sheet.key}_id", other.pk)
        links.append(part)
    for name, value in values.items():
        setattr(part, name, value)
    part.clean_fields(exclude={field.name for field in part._meta.fields} - values.keys())
    getattr(draft, sheet.relation).set(links)
    EditAction(draft, user=by).execute(skip_permission_checks=True)
    return draft


def _meant(row: Row, held: list[HeldLink]) -> HeldLink | None:
    """Return the link that ``row`` is about; None for a new one."""
    link = next((link for link in held if link.key == row.key), None)
    if row.row_class is RowClass.NEW and held:
        raise MovedRowError(f"'{row.title}' is intussen al verbonden. Maak een nieuw plan.")
    if row.row_class is RowClass.CHANGED and (link is None or link.base != row.base):
        raise MovedRowError(f"'{row.title}' is gewijzigd sinds dit plan is gemaakt. Maak een nieuw plan.")
    return link
