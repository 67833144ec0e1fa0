"""A plan: what an import would change, as data. Making one writes nothing."""

from collections import Counter
from enum import StrEnum

from msgspec import Struct, field

from cms.sources.reading import Finding, Value


class RowClass(StrEnum):
    """What would happen to one item."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DISAPPEARED = "disappeared"  # only when the source is complete; a question, never a delete
    AMBIGUOUS = "ambiguous"  # a person has to say which item or which day is meant
    ERROR = "error"


class Change(Struct, frozen=True):
    """A field before and after; ``old`` is None for an item that does not exist yet."""

    old: Value | None
    new: Value


class Candidate(Struct, frozen=True):
    """An item that a row may be about, by its identity (uid), and why we think so."""

    item: str
    name: str
    reason: str


class Row(Struct, frozen=True):
    """One item of the plan.

    ``item`` is the identity (uid) of the content item that the row was compared with, and ``base`` the hash of what
    its latest draft held then; both are empty for a new item. ``line`` is the line in the source.
    ``problems`` say what is wrong, or what has to be answered. ``observation`` is what a register says, in full, when
    that is new to us. ``title`` is what an editor calls the item, ``cells`` the row as it stands in the source, by
    column; columns about persons are not in it. ``rejected`` names the units of which a person did not want before what
    the source still says.
    """

    target: str
    key: str
    row_class: RowClass = field(name="class")
    fields: dict[str, Change] = {}
    problems: tuple[str, ...] = ()
    line: int = 0
    item: str = ""
    base: str = ""
    candidates: tuple[Candidate, ...] = ()
    observation: dict[str, Value] = {}
    title: str = ""
    cells: dict[str, str] = {}
    rejected: tuple[str, ...] = ()


class Unit(Struct, frozen=True):
    """What is decided on in one go: a field, or the facts that belong together.

    ``editable`` are the fields that a person may fill in otherwise. ``is_fact`` says that taking it over adds an
    observation.
    """

    name: str
    fields: tuple[str, ...]
    editable: tuple[str, ...] = ()
    is_fact: bool = False


class Answer(Struct, frozen=True):
    """What a person, or a rule for safe rows, takes over of a row: the values to write, by field.

    ``observation`` says whether what the register says is taken over too.
    """

    accepted: dict[str, Value] = {}
    observation: bool = False


class Gap(Struct, frozen=True):
    """Something that the source does not hold and that still has to be written."""

    target: str
    key: str
    field: str
    message: str


class Plan(Struct, frozen=True):
    """What importing one file would do; ``source`` is the SHA-256 of that file."""

    kind: str
    source: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    still_to_write: tuple[Gap, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows of each class, also of the classes that do not occur."""
        counted = Counter(row.row_class for row in self.rows)
        return {row_class.value: counted[row_class] for row_class in RowClass}

    def of_class(self, row_class: RowClass) -> tuple[Row, ...]:
        """Return the rows of one class."""
        return tuple(row for row in self.rows if row.row_class is row_class)
