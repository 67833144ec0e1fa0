"""Makes a plan of what a register file would change. Nothing is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from cms.sources.plan import Candidate, Change, Plan, Row, RowClass
from cms.sources.readers.registers import REGISTERS, Record, read_register
from cms.sources.readers.registers.identity import suggestion_key
from cms.sources.reading import Value
from cms.sources.registers.comparing import NO_LEVEL, fact_changes, fact_of, is_new_fact, observation_of, proposals
from cms.sources.registers.known import Described, Known, KnownRecord

TARGET = "record"


def make_register_plan(*, kind: str, data: bytes, complete: bool = False, sheet: str = "") -> Plan:
    """Return what the register file ``data`` would change; raise UnreadableSourceError when it is no such file.

    Only a ``complete`` file can make a record disappear, and even then that is a question and never a delete.
    """
    source = REGISTERS[kind]
    read = read_register(data, source=source, sheet=sheet)
    known = Known(source.register)
    rows = list(_rows(read.records, known))
    if complete:
        rows += _disappeared(known, {record.key for record in read.records})
    return Plan(kind=kind, source=hashlib.sha256(data).hexdigest(), rows=tuple(rows), findings=read.findings)


def _rows(records: Iterable[Record], known: Known) -> Iterable[Row]:
    records = list(records)
    doubles = _doubles(records)
    for record in records:
        found = known.records.get(record.key)
        yield plan_row(record, found, known, doubles.get(record.line, ()))


def plan_row(record: Record, found: KnownRecord | None, known: Known, doubles: Iterable[str] = ()) -> Row:
    """Return what ``record`` would change; ``doubles`` say what it has in common with other rows of its file."""
    row = new_row(record, known) if found is None else _known(record, found, known)
    questions = (*record.questions, *doubles, *row.problems)
    if record.problems:
        return replace(row, row_class=RowClass.ERROR, problems=(*record.problems, *questions), observation={})
    return replace(row, row_class=RowClass.AMBIGUOUS, problems=questions) if questions else row


def new_row(record: Record, known: Known) -> Row:
    """Return ``record`` as one that is not known, with the interventions that it may be about."""
    candidates = known.named(record.name) or known.alike(record.name)
    given = given_by(record)
    return Row(
        TARGET,
        record.key,
        RowClass.NEW,
        fields={name: Change(None, value) for name, value in given.items() if value != ""},
        problems=(_which(record, candidates),) if candidates else (),
        line=record.line,
        candidates=candidates,
        observation={name: given[name] for name in ("raw_label", "recognised_on", "in_reassessment", "url")},
        title=record.name,
        cells=record.cells,
    )


def given_by(record: Record) -> dict[str, Value]:
    """Return everything that ``record`` says, by field; empty for what it does not say."""
    return {
        "name": record.name,
        "level": str(record.level or ""),
        "raw_label": record.raw_label,
        "recognised_on": str(record.recognised_on or ""),
        "in_reassessment": bool(record.in_reassessment),
        **record.values,
        "url": record.url,
    }


def _known(record: Record, found: KnownRecord, known: Known) -> Row:
    intervention = known.intervention_of(found)
    if intervention is not None:
        return _compared(record, found, intervention, known)
    candidates = known.interventions_of(found) or known.named(record.name) or known.alike(record.name)
    row = new_row(record, known)
    return replace(row, base=known.base(found, None), problems=(_which(record, candidates),), candidates=candidates)


def _compared(record: Record, found: KnownRecord, intervention: Described, known: Known) -> Row:
    fact = fact_of(record, found)
    is_new = is_new_fact(fact, found)
    fields = {**(fact_changes(record, fact, found) if is_new else {}), **proposals(record, intervention.values)}
    if record.url and record.url != found.url:
        fields["url"] = Change(found.url, record.url)
    lacks_level = is_new and record.recognised_on and record.level is None
    return Row(
        TARGET,
        record.key,
        RowClass.CHANGED if fields else RowClass.UNCHANGED,
        fields=fields,
        problems=(f"Rij {record.line}, '{record.name}': {NO_LEVEL}",) if lacks_level else (),
        line=record.line,
        item=intervention.uid,
        base=known.base(found, intervention),
        observation=observation_of(record, fact, found) if is_new or "url" in fields else {},
        title=str(intervention.values["name"]),
        cells=record.cells,
    )


def _which(record: Record, candidates: tuple[Candidate, ...]) -> str:
    named = ", ".join(f"'{candidate.name}' ({candidate.reason})" for candidate in candidates[:10])
    return (
        f"Rij {record.line}, '{record.name}': kenmerk {record.key} is hier niet aan één interventie verbonden. "
        f"{f'Misschien is het {named}. ' if named else ''}"
        "Zeg welke interventie het is; dan wordt de rij voortaan herkend."
    )


def _doubles(records: Iterable[Record]) -> dict[int, list[str]]:
    """Return, by row, what it has in common with another row of the file."""
    by_key: defaultdict[str, list[Record]] = defaultdict(list)
    by_name: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_key[record.key].append(record)
        by_name[suggestion_key(record.name)].append(record)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for alike in by_key.values():
        _note(found, alike, "hetzelfde kenmerk. Laat er één staan.")
    for alike in by_name.values():
        if len({record.key for record in alike}) > 1:
            _note(found, alike, "dezelfde naam. Zeg van elk welke interventie het is.")
    return found


def _note(found: dict[int, list[str]], alike: list[Record], shared: str) -> None:
    if len(alike) < 2:
        return
    lines = ", ".join(str(record.line) for record in alike[:10])
    for record in alike:
        found[record.line].append(f"Rij {record.line}, '{record.name}': rijen {lines} hebben {shared}")


def _disappeared(known: Known, present: set[str]) -> Iterable[Row]:
    return (disappeared_row(key, known) for key in known.records if key not in present)


def disappeared_row(key: str, known: Known) -> Row:
    """Return the question about a record that is known under ``key`` and that a whole register no longer holds."""
    record = known.records[key]
    intervention = known.intervention_of(record)
    held = {
        "name": intervention.values["name"] if intervention else "",
        "level": record.held.level,
        "raw_label": record.raw_label,
        "recognised_on": str(record.held.recognised_on or ""),
    }
    return Row(
        TARGET,
        key,
        RowClass.DISAPPEARED,
        fields={name: Change(old, "") for name, old in held.items() if old},
        item=intervention.uid if intervention else "",
        base=known.base(record, intervention),
        title=str(held["name"]),
    )
