"""Writes rows of content (texts, steps, domains …) as drafts that are not yet *klaar*. Nothing that is live changes."""

from typing import Any

from django.db.models import Max
from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction
from wagtail.models import Page

from cms.accounts.models import User
from cms.content.models import Wegwijzer
from cms.sources.apply import RefusedRowError
from cms.sources.errors import MovedRowError
from cms.sources.existing import Inventory, base_of, values_of
from cms.sources.plan import Answer, Row, RowClass
from cms.sources.reading import Value
from cms.sources.targets import TARGETS, Target


class DraftApplier:
    """Makes and changes drafts in the name of ``by``."""

    def __init__(self, *, by: User) -> None:
        self._by = by
        self._known: dict[str, Inventory] = {}

    def apply(self, row: Row, answer: Answer) -> Any:
        """Write the accepted fields of ``row``; raise MovedRowError when the item is not what the plan saw."""
        if not answer.accepted:
            return None
        target = TARGETS[row.target]
        if row.item:
            return change_draft(target, row, answer.accepted, by=self._by)
        if row.target not in self._known:
            self._known[row.target] = Inventory(target)
        if row.key in self._known[row.target]:
            raise MovedRowError(f"{target.label.capitalize()} {row.key} is intussen al gemaakt. Maak een nieuw plan.")
        return _create(target, row, answer.accepted, by=self._by)


def safe_draft(row: Row) -> Answer | None:
    """Return the answer to a row that needs no person: it is new or changed, and becomes a draft."""
    if row.row_class not in {RowClass.NEW, RowClass.CHANGED}:
        return None
    return Answer({name: change.new for name, change in row.fields.items()})


def change_draft(target: Target, row: Row, accepted: dict[str, Value], *, by: User) -> Any:
    """Save ``accepted`` as a new draft of the item of ``row``; raise MovedRowError when it moved."""
    item: Any = target.model._default_manager.select_for_update().filter(uid=row.item).first()
    if item is None:
        raise MovedRowError(f"{target.label.capitalize()} {row.key} is intussen verwijderd. Maak een nieuw plan.")
    draft = item.get_latest_revision_as_object()
    if base_of(values_of(target, draft)) != row.base:
        raise MovedRowError(
            f"{target.label.capitalize()} {row.key} is gewijzigd sinds dit plan is gemaakt. Maak een nieuw plan."
        )
    refuse_locked(draft, name=f"{target.label.capitalize()} {row.key}", by=by)
    for name, value in accepted.items():
        setattr(draft, name, value)
    EditAction(draft, user=by).execute(skip_permission_checks=True)
    return draft


def refuse_locked(draft: Any, *, name: str, by: User) -> None:
    """Raise RefusedRowError when somebody locked ``draft``: comparing it again would not help."""
    lock = draft.get_lock()
    if lock is not None and lock.for_user(by):
        raise RefusedRowError(f"{name} is vergrendeld. Vraag wie dat deed om te ontgrendelen en beslis dan opnieuw.")


def _create(target: Target, row: Row, accepted: dict[str, Value], *, by: User) -> Any:
    values: dict[str, Any] = dict(accepted)
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
