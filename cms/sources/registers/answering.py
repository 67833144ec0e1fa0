"""One row of a register plan, compared again: after a person said which intervention it is, or after it moved."""

from msgspec.structs import replace

from cms.sources.plan import Change, Row, RowClass
from cms.sources.readers.registers import REGISTERS, Record, read_cells
from cms.sources.registers.comparing import proposals
from cms.sources.registers.fields import FACTS
from cms.sources.registers.known import Described, Known
from cms.sources.registers.planning import disappeared_row, given_by, new_row, plan_row

NEW_ITEM = "new"  # the answer of a person: none of the candidates, this one is new


def answer_row(row: Row, *, kind: str, answer: str) -> Row | None:
    """Return ``row`` compared with what is known now; None when nothing is left of it.

    ``answer`` is the uid of the intervention that a person says it is, NEW_ITEM, or empty when nobody said.
    """
    source = REGISTERS[kind]
    known = Known(source.register)
    if not row.cells:
        return disappeared_row(row.key, known) if row.key in known.records else None
    record = read_cells(row.cells, line=row.line, source=source)
    found = known.records.get(row.key)
    bound = known.intervention_of(found) if found else None
    chosen = known.described(answer)
    if answer == NEW_ITEM and bound is None:
        return replace(new_row(record, known), base=known.base(found, None), problems=record.questions)
    if chosen is None or bound is not None:  # a record that is known belongs to one intervention
        return plan_row(record, found, known)
    return _attached(record, chosen, known)


def _attached(record: Record, intervention: Described, known: Known) -> Row:
    """Return ``record`` as a recognition that ``intervention`` did not have yet."""
    given = given_by(record)
    facts = {name: Change(None, given[name]) for name in (*FACTS, "url") if given[name] != ""}
    return replace(
        new_row(record, known),
        row_class=RowClass.AMBIGUOUS if record.questions else RowClass.CHANGED,
        fields={**facts, **proposals(record, intervention.values)},
        problems=record.questions,
        item=intervention.uid,
        base=known.base(known.records.get(record.key), intervention),
        title=str(intervention.values["name"]),
        candidates=(),
    )
