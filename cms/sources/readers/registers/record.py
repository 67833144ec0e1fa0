"""What a row of a register file says, read."""

from datetime import date

from msgspec import Struct

from cms.sources.reading import Finding, Value
from cms.vetting.levels import RecognitionLevel


class Record(Struct, frozen=True):
    """One row. None, an empty text and an absent value mean: not known.

    ``key`` identifies the record within its register. ``values`` are the fields of an intervention that the row
    describes, lists as words with commas. ``cells`` hold the row as it stands, of the columns that are read; a cell
    with somebody's address or number is left out. ``problems`` make the row wrong; ``questions`` need an answer.
    """

    line: int
    key: str
    name: str
    raw_label: str = ""
    level: RecognitionLevel | None = None
    recognised_on: date | None = None
    in_reassessment: bool | None = None
    url: str = ""
    values: dict[str, Value] = {}
    cells: dict[str, str] = {}
    problems: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Records(Struct, frozen=True):
    """A register file, read to the end."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...] = ()
