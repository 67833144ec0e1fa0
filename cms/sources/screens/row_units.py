"""What a card shows of each unit of a row: old and new side by side, the choices, and the inputs."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.content.fields import ChoiceListField, WordListField
from cms.sources.models import Choice, Decision
from cms.sources.plan import Row, RowClass, Unit
from cms.sources.registry import Kind
from cms.sources.screens.differences import Pieces
from cms.sources.screens.filled_in import EDIT, Filled, text_of_source
from cms.sources.screens.shown_values import compared, field_of, level_step

_HINTS = {"recognised_on": "Als 24-09-2020.", "age_from": "In jaren.", "age_to": "In jaren. Leeg: geen grens."}


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field, old and new in pieces; ``step`` says whether a level rose or fell."""

    label: str
    old: Pieces
    new: Pieces
    step: str


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Input:
    """Where an editor fills in another value; with ``options`` it is a list of boxes."""

    name: str
    label: str
    text: str
    hint: str
    error: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """What is decided on in one go. ``choice`` is a Choice, EDIT or empty; ``choices`` are value and label."""

    name: str
    label: str
    fields: tuple[ShownField, ...]
    inputs: tuple[Input, ...]
    choice: str
    choices: tuple[tuple[str, str], ...]

    @property
    def is_wrong(self) -> bool:
        """Whether something that was filled in does not fit."""
        return any(one.error for one in self.inputs)


def shown_units(kind: Kind, row: Row, decided: dict[str, Decision], filled: Filled | None) -> tuple[ShownUnit, ...]:
    """Return the units of ``row`` with what was decided, or with what was ``filled`` in and could not be saved."""
    return tuple(_shown(kind, row, unit, decided.get(unit.name), filled) for unit in kind.units(row))


def shown_fields(kind: Kind, row: Row, names: Iterable[str]) -> tuple[ShownField, ...]:
    """Return the fields of ``row`` by these ``names``, old and new; of what disappeared nothing is marked."""
    return tuple(_field(kind, row, name) for name in names if name in row.fields)


def _shown(kind: Kind, row: Row, unit: Unit, decision: Decision | None, filled: Filled | None) -> ShownUnit:
    if filled is not None:
        choice = filled.choices.get(unit.name, "")
    else:
        choice = "" if decision is None else EDIT if decision.edited else decision.choice
    edit = ((EDIT, "Aanpassen"),) if unit.editable else ()
    return ShownUnit(
        name=unit.name,
        label=kind.label_of(row, unit.name),
        fields=shown_fields(kind, row, unit.fields),
        inputs=tuple(_input(kind, row, unit, name, decision, filled) for name in unit.editable),
        choice=choice,
        choices=((Choice.ACCEPT, "Overnemen"), (Choice.REJECT, "Afwijzen"), *edit, (Choice.LATER, "Later")),
    )


def _field(kind: Kind, row: Row, name: str) -> ShownField:
    change = row.fields[name]
    is_gone = row.row_class is RowClass.DISAPPEARED
    old, new = compared(kind.model(row), name, change.old, change.old if is_gone else change.new)
    return ShownField(
        label=kind.label_of(row, name),
        old=old,
        new=() if is_gone else new,
        step=level_step(change.old, change.new) if name == "level" else "",
    )


def _input(kind: Kind, row: Row, unit: Unit, name: str, decision: Decision | None, filled: Filled | None) -> Input:
    text = text_of_source(row, name)
    if decision is not None:
        text = decision.edited.get(name, text)
    if filled is not None:
        text = filled.texts.get((unit.name, name), text)
    field = field_of(kind.model(row), name)
    hint = _HINTS.get(name, "Met komma's ertussen." if isinstance(field, WordListField) else "")
    return Input(
        name=name,
        label=kind.label_of(row, name),
        text=text,
        hint=hint,
        error=filled.errors.get((unit.name, name), "") if filled else "",
        options=_options(field, text),
    )


def _options(field: object, text: str) -> tuple[Option, ...]:
    if not isinstance(field, ChoiceListField) or field.choice_list is None:
        return ()
    ticked = {word.strip() for word in text.split(",")}
    return tuple(Option(value, str(label), value in ticked) for value, label in field.choice_list.choices)
