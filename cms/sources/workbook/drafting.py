"""Makes and changes the draft of one item. What is live stays as it is."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction

from cms.accounts.models import User
from cms.content.models import DomainPage, RecommendationPage, Substantiation
from cms.sources.drafts import refuse_locked
from cms.sources.errors import MovedRowError
from cms.sources.reading import Value
from cms.sources.workbook.columns import Column, ItemSheet
from cms.sources.workbook.forms import CellError
from cms.sources.workbook.forms.sources import matched
from cms.sources.workbook.held import held_items

_APART = frozenset({"domain", "substantiations"})  # no fields of the item itself


def create_item(sheet: ItemSheet, uid: str, accepted: Mapping[str, Value], *, title: str, by: User) -> Any:
    """Return a new draft with identity ``uid``; raise MovedRowError when that was made already."""
    if sheet.model._default_manager.filter(uid=uid).exists():
        raise MovedRowError(f"{sheet.label.capitalize()} '{title}' is al gemaakt. Maak een nieuw plan.")
    values = to_store(sheet.columns, accepted)
    item: Any = sheet.model(
        uid=uuid.UUID(uid), live=False, **{name: value for name, value in values.items() if name not in _APART}
    )
    if isinstance(item, RecommendationPage):
        return _add_page(item, values, by=by)
    item.full_clean()
    return CreateAction(item, user=by, sort_order_field=None).execute(skip_permission_checks=True)


def _add_page(page: Any, values: Mapping[str, Any], *, by: User) -> Any:
    parents = list(DomainPage.objects.select_for_update().filter(number=values.get("domain", 0)))
    if len(parents) != 1:
        raise MovedRowError(f"Domein {values.get('domain', '')} voor '{page.title}' is er niet. Kies een ander nummer.")
    page.owner = by
    _set_sources(page, values.get("substantiations", []))
    parents[0].add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def change_item(sheet: ItemSheet, uid: str, accepted: Mapping[str, Value], *, title: str, base: str, by: User) -> Any:
    """Return the draft of item ``uid`` with the accepted values in it; raise MovedRowError when ``base`` moved."""
    draft = open_draft(sheet, uid, title=title, by=by)
    held = next(held_items(sheet, uid=uuid.UUID(uid)))
    if held.base != base:
        raise MovedRowError(
            f"{sheet.label.capitalize()} '{title}' is gewijzigd sinds dit plan is gemaakt. Maak een nieuw plan."
        )
    values = to_store(sheet.columns, accepted)
    for name, value in values.items():
        if name not in _APART:
            setattr(draft, name, value)
    _check(draft, values.keys() - _APART)
    if "substantiations" in values:
        _set_sources(draft, values["substantiations"])
    EditAction(draft, user=by).execute(skip_permission_checks=True)
    return draft


def open_draft(sheet: ItemSheet, uid: str, *, title: str, by: User) -> Any:
    """Return the latest draft of an item, locked for this transaction; raise MovedRowError when it cannot be had."""
    item: Any = sheet.model._default_manager.select_for_update().filter(uid=uid).first()
    if item is None:
        raise MovedRowError(
            f"{sheet.label.capitalize()} '{title}' is er niet: nog niet overgenomen, of intussen verwijderd. "
            "Neem eerst die rij over, of maak een nieuw plan."
        )
    draft = item.get_latest_revision_as_object()
    refuse_locked(draft, name=f"{sheet.label.capitalize()} '{title}'", by=by)
    return draft


def to_store(columns: tuple[Column, ...], accepted: Mapping[str, Value]) -> dict[str, Any]:
    """Return the accepted values as fields take them; raise ValidationError for one that does not fit."""
    stored = {}
    for column in columns:
        if column.field in accepted:
            try:
                stored[column.field] = column.form.to_store(accepted[column.field])
            except CellError as error:
                raise ValidationError({column.field: str(error)} if column.field else str(error)) from error
    return stored


def _check(draft: Model, names: Any) -> None:
    """Raise ValidationError when one of the fields ``names`` does not fit; what else a draft lacks may be."""
    draft.clean_fields(exclude={field.name for field in draft._meta.fields} - set(names))
    if {"age_from", "age_to"} & set(names):
        draft.clean()


def _set_sources(page: Any, lines: list[tuple[str, str]]) -> None:
    """Give ``page`` these sources in this order; a row that stays keeps its identity."""
    rows = []
    for place, ((text, url), row) in enumerate(matched(lines, list(page.substantiations.all()))):
        kept = row or Substantiation()
        if row is None or " ".join(row.text.split()) != text:
            kept.text = text
        kept.url = url
        kept.sort_order = place
        rows.append(kept)
    page.substantiations.set(rows)
