"""What an editor decides on in a row of a register plan."""

from cms.content.models import Intervention
from cms.sources.errors import WrongEditError
from cms.sources.plan import Row, RowClass, Unit
from cms.sources.readers.registers.dates import read_date
from cms.sources.reading import Value
from cms.sources.registers.fields import DESCRIBED, FACTS, LABELS
from cms.sources.registers.values import as_field_values, as_value
from cms.sources.values import clean_value

OBSERVATION = "observation"
RECORD = "record"


def units_of_register(row: Row) -> tuple[Unit, ...]:
    """Return what is decided on; nothing for a row that is wrong, the same, or of which we do not know what it is."""
    if row.row_class in {RowClass.ERROR, RowClass.UNCHANGED} or (row.candidates and not row.item):
        return () if row.row_class is not RowClass.NEW else (_whole(row),)
    if row.row_class is RowClass.DISAPPEARED:
        return (Unit(RECORD, tuple(row.fields)),)
    if not row.item:
        return (_whole(row),)
    facts = tuple(name for name in row.fields if name in FACTS)
    address = tuple(name for name in row.fields if name == "url")
    asks = (
        row.row_class is RowClass.AMBIGUOUS
    )  # of a record that we know: about its day, or it stands in the file twice
    seen = (Unit(OBSERVATION, (*facts, *address), ("recognised_on",) if facts or asks else (), is_fact=True),)
    described = tuple(Unit(name, (name,), (name,)) for name in row.fields if name in DESCRIBED)
    return (*seen, *described) if facts or address or asks else described


def _whole(row: Row) -> Unit:
    return Unit(RECORD, tuple(row.fields), (*DESCRIBED, "recognised_on"), is_fact=True)


def label_of_register(row: Row, name: str) -> str:
    """Return what an editor calls a unit or a field."""
    return {OBSERVATION: "erkenning", RECORD: "record", **LABELS}[name]


def read_register_edit(row: Row, name: str, text: str) -> Value:
    """Return what an editor filled in for field ``name``; raise WrongEditError when it does not fit there."""
    if name == "recognised_on":
        try:
            day = read_date(text)
        except ValueError as error:
            raise WrongEditError(f"{LABELS[name].capitalize()} '{text}': {error}") from error
        return str(day or "")
    field = Intervention._meta.get_field(name)
    try:
        value = as_field_values({name: text.strip()})[name]
    except ArithmeticError as error:
        raise WrongEditError(
            f"{LABELS[name].capitalize()} '{text}': verwacht is een getal, als '12' of '1,5'."
        ) from error
    return as_value(clean_value(field, value, label=LABELS[name]))
