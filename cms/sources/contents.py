"""What an editor decides on in a row of content, and how such a row is compared again."""

from msgspec.structs import replace
from wagtail.fields import RichTextField

from cms.sources.existing import Inventory
from cms.sources.plan import Change, Row, RowClass, Unit
from cms.sources.reading import Value
from cms.sources.targets import TARGETS
from cms.sources.values import clean_value

ITEM = "item"


def units_of_content(row: Row) -> tuple[Unit, ...]:
    """Return each changed field; a new item is one decision, and so is one that disappeared."""
    if row.row_class in {RowClass.ERROR, RowClass.UNCHANGED, RowClass.AMBIGUOUS}:
        return ()
    names = tuple(row.fields)
    if row.row_class is RowClass.CHANGED:
        return tuple(Unit(name, (name,), _editable(row, (name,))) for name in names)
    return (Unit(ITEM, names, _editable(row, names) if row.row_class is RowClass.NEW else ()),)


def label_of_content(row: Row, name: str) -> str:
    """Return what an editor calls a unit or a field."""
    target = TARGETS[row.target]
    return target.label if name == ITEM else str(target.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # no target names a generic key


def read_content_edit(row: Row, name: str, text: str) -> Value:
    """Return what an editor filled in for field ``name``; raise WrongEditError when it does not fit there."""
    value: Value = clean_value(
        TARGETS[row.target].model._meta.get_field(name), text.strip(), label=label_of_content(row, name)
    )
    return value


def answer_content(row: Row, answer: str) -> Row | None:
    """Return ``row`` compared with the draft that is there now; None when nothing is left of it."""
    existing = Inventory(TARGETS[row.target]).find(row.key, uid=row.item)
    if row.row_class is RowClass.DISAPPEARED:
        return None if existing is None else replace(row, item=existing.uid, base=existing.base)
    wanted = {name: change.new for name, change in row.fields.items()}
    if existing is None:
        return replace(
            row, item="", base="", row_class=RowClass.NEW, fields={n: Change(None, v) for n, v in wanted.items()}
        )
    held = existing.values
    fields = {name: Change(held[name], value) for name, value in wanted.items() if held[name] != value}
    row_class = RowClass.CHANGED if fields else RowClass.UNCHANGED
    return replace(row, item=existing.uid, base=existing.base, row_class=row_class, fields=fields)


def _editable(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    model = TARGETS[row.target].model
    return tuple(name for name in names if not isinstance(model._meta.get_field(name), RichTextField))
