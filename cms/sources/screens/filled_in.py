"""What an editor filled in on the card of a row, read from the form that it was sent with."""

from dataclasses import dataclass, field

from django.http import QueryDict

from cms.content.fields import ChoiceListField
from cms.sources.errors import WrongEditError
from cms.sources.models import Choice, Decision
from cms.sources.plan import Row, Unit
from cms.sources.registry import Kind
from cms.sources.screens.shown_values import field_of, shown

EDIT = "edit"  # a choice of the form only: accept, with other values than the source's
TAKE_BACK = "terug"
_LONGEST = 20_000  # characters of one field; what fits it is judged by the field


@dataclass(slots=True)
class Filled:
    """Choices by unit (a Choice, EDIT or empty), texts and errors by unit and field, and the decisions they make."""

    choices: dict[str, str] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: dict[tuple[str, str], str] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen at all."""
        return not any(self.choices.values())


def text_of_source(row: Row, name: str) -> str:
    """Return what stands in the input of a field before anybody typed: the value of the source, as it is written."""
    value = row.fields[name].new if name in row.fields else ""
    if name == "recognised_on":
        return shown(None, name, value) if value else ""
    return str(value)


def read_filled(kind: Kind, row: Row, post: QueryDict) -> Filled:
    """Return what ``post`` says of the units of ``row``. Its button ``alles`` decides on what was open or for later."""
    filled = Filled()
    for unit in kind.units(row):
        choice = _choice(unit, post)
        filled.choices[unit.name] = choice
        edited = _edits(kind, row, unit, post, filled) if choice == EDIT else {}
        filled.decisions[unit.name] = Decision(Choice.ACCEPT if choice == EDIT else choice, edited)
    return filled


def _choice(unit: Unit, post: QueryDict) -> str:
    chosen, for_all = post.get(f"besluit-{unit.name}", ""), post.get("alles", "")
    if for_all == TAKE_BACK:
        return ""
    return for_all if for_all in set(Choice) and chosen in {"", Choice.LATER} else chosen


def _edits(kind: Kind, row: Row, unit: Unit, post: QueryDict, filled: Filled) -> dict[str, str]:
    edited: dict[str, str] = {}
    for name in unit.editable:
        values = post.getlist(f"waarde-{unit.name}-{name}")
        if not values:  # the form did not ask
            continue
        is_list = isinstance(field_of(kind.model(row), name), ChoiceListField)
        typed = _typed(values, glue=", " if is_list else "")
        filled.texts[unit.name, name] = typed
        source = text_of_source(row, name)
        if typed == source or (is_list and set(typed.split(", ")) == set(source.split(", "))):
            continue
        edited[name] = typed
        try:
            kind.read_edit(row, name, typed)
        except WrongEditError as error:
            filled.errors[unit.name, name] = str(error)
    return edited


def _typed(values: list[str], *, glue: str) -> str:
    """Return one text; boxes that were ticked become words with commas."""
    return glue.join(filter(None, values)).replace("\0", "").replace("\r\n", "\n").strip()[:_LONGEST]
