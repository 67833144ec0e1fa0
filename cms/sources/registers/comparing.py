"""One record of a file against what is known: which facts are new, and which values are proposed."""

from collections.abc import Mapping

from cms.sources.plan import Change
from cms.sources.readers.registers import Record
from cms.sources.reading import Value
from cms.sources.registers.fields import LISTS
from cms.sources.registers.known import Fact, KnownRecord

NO_LEVEL = "De rij heeft een andere datum dan wij kennen, maar geen niveau. Zoek het niveau op in het register."


def fact_of(record: Record, known: KnownRecord) -> Fact:
    """Return what ``record`` says; what it leaves empty is not known, and stays as it was.

    A new level without a date has no date: the date that we hold belongs to the level before it.
    """
    held = known.held
    if record.level is None or record.level == held.level:
        level, day = held.level, record.recognised_on or held.recognised_on
    else:
        level, day = str(record.level), record.recognised_on
    is_same_event = (level, day) == (held.level, held.recognised_on)
    unknown = held.in_reassessment if is_same_event else False
    return Fact(level, day, unknown if record.in_reassessment is None else record.in_reassessment)


def is_new_fact(fact: Fact, known: KnownRecord) -> bool:
    """Return whether ``fact`` adds something; history that we have is nothing new."""
    held = known.held
    is_history = fact.recognised_on and held.recognised_on and fact.recognised_on < held.recognised_on
    return fact != held and not (is_history and fact in known.facts)


def fact_changes(record: Record, fact: Fact, known: KnownRecord) -> dict[str, Change]:
    """Return the facts that differ, old and new."""
    held = known.held
    changes = {}
    if fact.level != held.level:
        changes["level"] = Change(held.level, fact.level)
        changes["raw_label"] = Change(known.raw_label, record.raw_label)
    if fact.recognised_on != held.recognised_on:
        changes["recognised_on"] = Change(str(held.recognised_on or ""), str(fact.recognised_on or ""))
    if fact.in_reassessment != held.in_reassessment:
        changes["in_reassessment"] = Change(held.in_reassessment, fact.in_reassessment)
    return changes


def observation_of(record: Record, fact: Fact, known: KnownRecord) -> dict[str, Value]:
    """Return the observation that ``fact`` would become; what the row leaves empty stays as it was."""
    return {
        "raw_label": record.raw_label or known.raw_label,
        "recognised_on": str(fact.recognised_on or ""),
        "in_reassessment": fact.in_reassessment,
        "url": record.url or known.url,
    }


def proposals(record: Record, values: Mapping[str, Value]) -> dict[str, Change]:
    """Return the described values that differ from those of the intervention, old and new."""
    changes = {}
    for name, new in {"name": record.name, **record.values}.items():
        old = values[name]
        wanted = _joined(str(old), str(new)) if name in LISTS else new
        if name.startswith("age_"):
            old = _plain(str(old))
        if wanted and wanted != old:
            changes[name] = Change(old, wanted)
    return changes


def _joined(old: str, new: str) -> str:
    words = old.split(", ") if old else []
    have = {word.casefold() for word in words}
    return ", ".join([*words, *(word for word in new.split(", ") if word.casefold() not in have)])


def _plain(number: str) -> str:
    """Return ``number`` without zeros that mean nothing: the database gives '12.00'."""
    return number.rstrip("0").rstrip(".") if "." in number else number
