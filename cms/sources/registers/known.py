"""What the workshop knows of a register: its records by key, and the interventions that they are about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from cms.content.models import Intervention
from cms.content.querysets import LinkedQuerySet
from cms.sources.existing import base_of
from cms.sources.plan import Candidate, Row
from cms.sources.readers.registers.identity import suggestion_key
from cms.sources.reading import Value
from cms.sources.registers.fields import DESCRIBED
from cms.vetting.levels import Register
from cms.vetting.models import Observation


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
    """A record of the register: the fact that holds now, and every one before it.

    ``newest`` is the primary key of the observation that says what holds now.
    """

    newest: int
    record: str
    held: Fact
    raw_label: str
    url: str
    items: set[int | None] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)


class Known:
    """The records of one register, and every intervention. Three queries, whatever their number.

    With ``about``, only that row's record, and the interventions that it may be about.
    """

    def __init__(self, register: Register, *, about: Row | None = None) -> None:
        self.records: dict[str, KnownRecord] = {}
        events = Observation.objects.standing().filter(register=register).in_order_of_entry()
        wanted = Intervention.objects.order_by("pk")
        if about is not None:
            events = events.filter(record_key=about.key)
            wanted = wanted.filter(Q(uid=about.item or None) | Q(pk__in=events.values("intervention")))
        self._interventions: dict[int, Described] = dict(_described(wanted))
        self._named: defaultdict[str, list[Described]] = defaultdict(list)
        for described in self._interventions.values():
            self._named[suggestion_key(str(described.values["name"]))].append(described)
        for event in events.iterator():
            self._add(event.record_key, event)

    def _add(self, key: str, event: Observation) -> None:
        fact = Fact(event.level, event.recognised_on, event.in_reassessment)
        known = self.records.get(key)
        if known is None:
            known = self.records[key] = KnownRecord(event.pk, event.record, fact, event.raw_label, event.url)
        elif _is_newer(fact, known.held):
            known.newest, known.record, known.held = event.pk, event.record, fact
            known.raw_label, known.url = event.raw_label, event.url
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
        return _candidates(self._named.get(suggestion_key(name), ()), "de naam is dezelfde")

    def learn(self, *, uid: str, name: str) -> None:
        """Note an intervention that this run has made."""
        self._named[suggestion_key(name)].append(Described(uid, {"name": name}))

    def described(self, uid: str) -> Described | None:
        """Return the intervention with this ``uid``, None when there is none."""
        return next((found for found in self._interventions.values() if found.uid == uid), None)

    @staticmethod
    def base(record: KnownRecord | None, described: Described | None) -> str:
        """Return the hash of all that a row of the plan is compared with; empty for what is wholly new."""
        if record is None and described is None:
            return ""
        facts: dict[str, Value] = {
            f"fact-{place}": f"{fact.level} {fact.recognised_on} {fact.in_reassessment}"
            for place, fact in enumerate(record.facts if record else ())
        }
        return base_of({**facts, **(described.values if described else {}), "url": record.url if record else ""})


def _is_newer(fact: Fact, held: Fact) -> bool:
    """An older event entered later is history; of one date, and without a date, the later entry holds."""
    return fact.recognised_on is None or held.recognised_on is None or fact.recognised_on >= held.recognised_on


def _candidates(found: Iterable[Described], reason: str) -> tuple[Candidate, ...]:
    named = (Candidate(described.uid, str(described.values["name"]), reason) for described in found)
    return tuple(sorted(named, key=lambda candidate: (candidate.name, candidate.item)))


def _described(interventions: LinkedQuerySet) -> Iterable[tuple[int, Described]]:
    """Return each as its latest draft has it, read from its JSON, for making objects of all takes a minute."""
    for row in interventions.values("pk", "uid", "latest_revision__content", *DESCRIBED).iterator():
        draft = row["latest_revision__content"] or row
        yield row["pk"], Described(str(row["uid"]), {name: _as_value(draft.get(name)) for name in DESCRIBED})


def _as_value(value: Any) -> Value:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
