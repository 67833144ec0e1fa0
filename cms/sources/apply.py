"""Applies a plan: each row becomes a draft that is not yet *klaar*, and nothing that is live changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from msgspec import Struct
from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.accounts.models import User
from cms.content.models import Wegwijzer
from cms.sources.errors import MovedRowError, RefusedPlanError
from cms.sources.existing import Inventory, base_of, values_of
from cms.sources.plan import Plan, Row, RowClass
from cms.sources.references import rebuild_references
from cms.sources.targets import TARGETS, Target


class Refusal(Struct, frozen=True):
    """A row that was not applied, and why."""

    target: str
    key: str
    message: str


class Applied(Struct, frozen=True):
    """What came of a plan."""

    created: int
    changed: int
    refused: tuple[Refusal, ...]
    left: tuple[Refusal, ...] = ()  # what waits for a person


def apply_plan(*, plan: Plan, by: User) -> Applied:
    """Write the new and changed rows of ``plan`` as drafts in the name of ``by``.

    Each row is all or nothing; a row whose item moved since the plan was made is refused and the others go on. Raise
    RefusedPlanError, and write nothing, when any row of the plan is wrong. Applying a plan twice changes nothing.
    """
    if wrong := plan.of_class(RowClass.ERROR):
        raise RefusedPlanError(f"Het plan heeft {len(wrong)} foute rijen; er is niets overgenomen.")
    refused: list[Refusal] = []
    touched: dict[RowClass, list[Any]] = {RowClass.NEW: [], RowClass.CHANGED: []}
    with transaction.atomic(), disable_reference_index_auto_update():
        Wegwijzer.objects.select_for_update().get()  # one import at a time
        rows = (*plan.of_class(RowClass.NEW), *plan.of_class(RowClass.CHANGED))
        known = {name: Inventory(TARGETS[name]) for name in {row.target for row in rows}}
        for row in rows:
            try:
                with transaction.atomic():
                    touched[row.row_class].append(_apply(row, known[row.target], by=by))
            except MovedRowError as error:
                refused.append(Refusal(row.target, row.key, str(error)))
            except (ValidationError, IntegrityError) as error:
                refused.append(Refusal(row.target, row.key, f"De rij past niet in de database: {error}."))
        rebuild_references(item for items in touched.values() for item in items)
    return Applied(len(touched[RowClass.NEW]), len(touched[RowClass.CHANGED]), tuple(refused))


def _apply(row: Row, known: Inventory, *, by: User) -> Any:
    target = TARGETS[row.target]
    if row.row_class is RowClass.CHANGED:
        return _change(target, row, by=by)
    if row.key in known:
        raise MovedRowError(f"{target.label.capitalize()} {row.key} is intussen al gemaakt. Maak een nieuw plan.")
    return _create(target, row, by=by)


def _create(target: Target, row: Row, *, by: User) -> Any:
    values: dict[str, Any] = {name: change.new for name, change in row.fields.items()}
    if target.key_field:
        values[target.key_field] = int(row.key) if target.key_field == "number" else row.key
    if target.ordered:
        values["sort_order"] = _last_place(target) + 1
    item = target.model(**values, live=False)
    if isinstance(item, Page):
        item.owner = by
        Wegwijzer.objects.get().add_child(instance=item)
        item.save_revision(user=by, clean=False, log_action=True)  # its score texts are still to be written
    else:
        CreateAction(item, user=by, sort_order_field=None).execute(skip_permission_checks=True)
    return item


def _last_place(target: Target) -> int:
    last = target.model._default_manager.aggregate(last=Max("sort_order"))["last"]
    return -1 if last is None else int(last)


def _change(target: Target, row: Row, *, by: User) -> Any:
    item: Any = target.model._default_manager.select_for_update().filter(uid=row.item).first()
    if item is None:
        raise MovedRowError(f"{target.label.capitalize()} {row.key} is intussen verwijderd. Maak een nieuw plan.")
    draft = item.get_latest_revision_as_object()
    if base_of(values_of(target, draft)) != row.base:
        raise MovedRowError(
            f"{target.label.capitalize()} {row.key} is gewijzigd sinds dit plan is gemaakt. Maak een nieuw plan."
        )
    lock = draft.get_lock()
    if lock is not None and lock.for_user(by):
        raise MovedRowError(f"{target.label.capitalize()} {row.key} is vergrendeld. Vraag wie het vergrendelde.")
    for name, change in row.fields.items():
        setattr(draft, name, change.new)
    EditAction(draft, user=by).execute(skip_permission_checks=True)
    return draft
