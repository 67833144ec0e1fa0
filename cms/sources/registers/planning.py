"""Makes a plan of what a register file would change. Nothing is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from cms.sources.plan import Candidate, Change, Plan, Row, RowClass
from cms.sources.readers.registers import REGISTERS, Record, read_register
from cms.sources.readers.registers.identity import suggestion_key
from cms.sources.reading import Value
from cms.sources.registers.comparing import NO_LEVEL, fact_changes, fact_of, is_new_fact, observation_of, proposals
from cms.sources.registers.known import Known, KnownRecord

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
        row = _new(record, known) if found is None else _known(record, found, known)
        questions = (*record.questions, *doubles.get(record.line, ()), *row.problems)
        if record.problems:
            yield _marked(row, RowClass.ERROR, (*record.problems, *questions))
        else:
            yield _marked(row, RowClass.AMBIGUOUS, questions) if questions else row


def _marked(row: Row, row_class: RowClass, problems: tuple[str, ...]) -> Row:
    """Return ``row`` as one that cannot be applied: it carries no observation."""
    return Row(
        row.target,
        row.key,
        row_class,
        fields=row.fields,
        problems=problems,
        line=row.line,
        item=row.item,
        base=row.base,
        candidates=row.candidates,
    )


def _new(record: Record, known: Known) -> Row:
    candidates = known.named(record.name) or known.alike(record.name)
    given: dict[str, Value] = {
        "name": record.name,
        "level": str(record.level or ""),
        "raw_label": record.raw_label,
        "recognised_on": str(record.recognised_on or ""),
        "in_reassessment": bool(record.in_reassessment),
        **record.values,
        "url": record.url,
    }
    return Row(
        TARGET,
        record.key,
        RowClass.NEW,
        fields={name: Change(None, value) for name, value in given.items() if value != ""},
        problems=(_which(record, candidates),) if candidates else (),
        line=record.line,
        candidates=candidates,
        observation={name: given[name] for name in ("raw_label", "recognised_on", "in_reassessment", "url")},
    )


def _known(record: Record, found: KnownRecord, known: Known) -> Row:
    intervention = known.intervention_of(found)
    fact = fact_of(record, found)
    is_new = is_new_fact(fact, found)
    fields = fact_changes(record, fact, found) if is_new else {}
    questions: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    if intervention is None:
        candidates = known.interventions_of(found) or known.named(record.name) or known.alike(record.name)
        questions = (_which(record, candidates),)
    else:
        fields |= proposals(record, found, intervention.values)
    if is_new and record.recognised_on and record.level is None:
        questions = (*questions, f"Rij {record.line}, '{record.name}': {NO_LEVEL}")
    raw_label = record.raw_label or found.raw_label
    return Row(
        TARGET,
        record.key,
        RowClass.CHANGED if fields else RowClass.UNCHANGED,
        fields=fields,
        problems=questions,
        line=record.line,
        item=intervention.uid if intervention else "",
        base=known.base(found),
        candidates=candidates,
        observation=observation_of(record, fact, raw_label=raw_label) if is_new else {},
    )


def _which(record: Record, candidates: tuple[Candidate, ...]) -> str:
    named = ", ".join(f"'{candidate.name}' ({candidate.reason})" for candidate in candidates[:10])
    return (
        f"Rij {record.line}, '{record.name}': kenmerk {record.key} is hier niet aan één interventie verbonden. "
        f"{f'Misschien is het {named}. ' if named else ''}"
        "Voer bij de goede interventie een waarneming met dit kenmerk in; dan wordt de rij voortaan herkend."
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
            _note(found, alike, "dezelfde naam. Voer met de hand in welke interventie elk van beide is.")
    return found


def _note(found: dict[int, list[str]], alike: list[Record], shared: str) -> None:
    if len(alike) < 2:
        return
    lines = ", ".join(str(record.line) for record in alike[:10])
    for record in alike:
        found[record.line].append(f"Rij {record.line}, '{record.name}': rijen {lines} hebben {shared}")


def _disappeared(known: Known, present: set[str]) -> Iterable[Row]:
    for key, record in known.records.items():
        if key not in present:
            intervention = known.intervention_of(record)
            held = {
                "name": intervention.values["name"] if intervention else "",
                "level": record.held.level,
                "raw_label": record.raw_label,
                "recognised_on": str(record.held.recognised_on or ""),
            }
            yield Row(
                TARGET,
                key,
                RowClass.DISAPPEARED,
                fields={name: Change(old, "") for name, old in held.items() if old},
                item=intervention.uid if intervention else "",
                base=known.base(record),
            )
