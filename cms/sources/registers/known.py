"""What the workshop knows of a register: its records by key, and the interventions that they are about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from cms.content.models import Intervention
from cms.sources.existing import base_of
from cms.sources.plan import Candidate
from cms.sources.readers.registers.identity import suggestion_key
from cms.sources.reading import Value
from cms.sources.registers.fields import DESCRIBED
from cms.vetting.levels import Register
from cms.vetting.models import Observation
from cms.vetting.records import record_key


class Fact(NamedTuple):
    """What a register says about a recognition, as far as two observations of it can differ."""

    level: str
    recognised_on: date | None
    in_reassessment: bool


@dataclass(frozen=True, slots=True)
class Described:
    """An intervention, as its latest draft describes it."""

    uid: str
    values: dict[str, Value]


@dataclass(slots=True)
class KnownRecord:
    """A record of the register: the fact that holds now, and every one before it."""

    record: str
    held: Fact
    raw_label: str
    url: str
    items: set[int | None] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)


class Known:
    """The records of one register, and every intervention. Four queries, whatever their number."""

    def __init__(self, register: Register) -> None:
        self.records: dict[str, KnownRecord] = {}
        self._interventions: dict[int, Described] = dict(_interventions())
        self._named: defaultdict[str, list[Described]] = defaultdict(list)
        for described in self._interventions.values():
            self._named[suggestion_key(str(described.values["name"]))].append(described)
        self._formerly: defaultdict[str, list[Described]] = defaultdict(list)
        for name, now in _former_names():
            self._formerly[suggestion_key(name)].append(self._interventions[now])
        for event in Observation.objects.standing().filter(register=register).in_order_of_entry().iterator():
            self._add(record_key(register=register, record=event.record), event)

    def _add(self, key: str, event: Observation) -> None:
        fact = Fact(event.level, event.recognised_on, event.in_reassessment)
        known = self.records.get(key)
        if known is None:
            known = self.records[key] = KnownRecord(event.record, fact, event.raw_label, event.url)
        elif _is_newer(fact, known.held):
            known.record, known.held, known.raw_label, known.url = event.record, fact, event.raw_label, event.url
        known.items.add(event.intervention_id)
        known.facts.append(fact)

    def intervention_of(self, record: KnownRecord) -> Described | None:
        """Return the one intervention that ``record`` is about, None when there are more or it is gone."""
        (first, *others) = record.items
        return None if others or first is None else self._interventions.get(first)

    def interventions_of(self, record: KnownRecord) -> tuple[Candidate, ...]:
        """Return the interventions that ``record`` has been entered for."""
        found = (self._interventions[item] for item in record.items if item in self._interventions)
        return _candidates(found, "bij deze interventie staat een waarneming met hetzelfde kenmerk")

    def named(self, name: str) -> tuple[Candidate, ...]:
        """Return the interventions whose name is the same but for capitals, accents, spaces and punctuation."""
        key = suggestion_key(name)
        return (
            *_candidates(self._named.get(key, ()), "de naam is dezelfde"),
            *_candidates(self._formerly.get(key, ()), "zo heette een interventie die hiermee is samengevoegd"),
        )

    def base(self, record: KnownRecord) -> str:
        """Return the hash of all that a row of the plan is compared with."""
        described = self.intervention_of(record)
        facts: dict[str, Value] = {
            f"fact-{place}": f"{fact.level} {fact.recognised_on} {fact.in_reassessment}"
            for place, fact in enumerate(record.facts)
        }
        return base_of({**facts, **(described.values if described else {}), "url": record.url})


def _is_newer(fact: Fact, held: Fact) -> bool:
    """An older event entered later is history; of one date, and without a date, the later entry holds."""
    return fact.recognised_on is None or held.recognised_on is None or fact.recognised_on >= held.recognised_on


def _candidates(found: Iterable[Described], reason: str) -> tuple[Candidate, ...]:
    named = (Candidate(described.uid, str(described.values["name"]), reason) for described in found)
    return tuple(sorted(named, key=lambda candidate: (candidate.name, candidate.item)))


def _interventions() -> Iterable[tuple[int, Described]]:
    """Return every intervention; the latest draft is read from its JSON, for making objects of all takes a minute."""
    rows = Intervention.objects.order_by("pk").values("pk", "uid", "latest_revision__content", *DESCRIBED)
    for row in rows.iterator():
        draft = row["latest_revision__content"] or row
        yield row["pk"], Described(str(row["uid"]), {name: _as_value(draft.get(name)) for name in DESCRIBED})


def _former_names() -> Iterable[tuple[str, int]]:
    """Return the name of each merged intervention, with the id of the one that it is now."""
    now = Intervention.every.successors()
    names = Intervention.every.merged_away().order_by("pk").values_list("pk", "name") if now else ()
    return [(name, now[pk]) for pk, name in names]


def _as_value(value: Any) -> Value:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
