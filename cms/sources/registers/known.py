"""What the workshop knows of a register: its records by key, and the interventions that they are about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from cms.content.models import Intervention
from cms.sources.existing import base_of
from cms.sources.plan import Candidate, Row
from cms.sources.readers.registers.identity import suggestion_key
from cms.sources.reading import Value
from cms.sources.registers.fields import DESCRIBED
from cms.sources.registers.suggesting import Suggestions
from cms.vetting.levels import Register
from cms.vetting.models import Observation
from cms.vetting.models.observation import ObservationQuerySet

# A revision is dated before it is committed: one that we did not see may be a little older than the newest we saw.
_OVERLAP = timedelta(seconds=5)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_Stamp = tuple[int | None, datetime | None]  # of the latest revision; an autosave keeps its number, not its moment


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
    is_conditional: bool
    items: set[int | None] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)


class Known:
    """The records of one register, and every intervention. Four queries, whatever their number.

    With ``about``, only that row's record, and the interventions that it may be about.
    """

    def __init__(self, register: Register, *, about: Row | None = None) -> None:
        self.records: dict[str, KnownRecord] = {}
        self._register = register
        self._interventions: dict[int, Described] = {}
        self._stamps: dict[int, _Stamp] = {}
        self._named: defaultdict[str, dict[str, Described]] = defaultdict(dict)
        self._suggestions = Suggestions()
        self._last_intervention = self._last_observation = 0
        self._last_revision = _LONG_AGO
        self._about = about
        self._read(self._wanted())
        self._formerly: defaultdict[str, list[Described]] = defaultdict(list)
        for name, now in () if about else _former_names():
            self._formerly[suggestion_key(name)].append(self._interventions[now])
        self._observe()

    def refresh(self) -> None:
        """Read what was made or edited since the last look: a few small queries, whatever is known.

        What was deleted or taken back since is not noticed.
        """
        made = Intervention.objects.filter(pk__gt=self._last_intervention)
        edited = Intervention.objects.filter(latest_revision__created_at__gt=self._last_revision - _OVERLAP)
        looks = (look.values_list("pk", "latest_revision_id", "latest_revision__created_at") for look in (made, edited))
        moved = {key for look in looks for key, *stamp in look if self._stamps.get(key) != tuple(stamp)}
        if moved:
            self._read(Intervention.objects.filter(pk__in=moved))
        self._observe()

    def learn(self, intervention: Intervention) -> None:
        """Take in one intervention, as its latest draft is now."""
        self._read(Intervention.objects.filter(pk=intervention.pk))

    def _read(self, interventions: QuerySet[Intervention]) -> None:
        for key, stamp, described in _described(interventions):
            if held := self._interventions.get(key):
                self._named[suggestion_key(str(held.values["name"]))].pop(held.uid, None)
            name = str(described.values["name"])
            self._interventions[key], self._stamps[key] = described, stamp
            self._named[suggestion_key(name)][described.uid] = described
            self._suggestions.put(described.uid, name)
            self._last_intervention = max(self._last_intervention, key)
            self._last_revision = max(self._last_revision, stamp[1] or _LONG_AGO)

    def _observe(self) -> None:
        for event in self._events().filter(pk__gt=self._last_observation).in_order_of_entry().iterator():
            self._add(event.record_key, event)
            self._last_observation = event.pk

    def _events(self) -> ObservationQuerySet:
        events = Observation.objects.standing().filter(register=self._register)
        return events if self._about is None else events.filter(record_key=self._about.key)

    def _wanted(self) -> QuerySet[Intervention]:
        if self._about is None:
            return Intervention.objects.all()
        told = self._events().values("intervention")
        return Intervention.objects.filter(Q(uid=self._about.item or None) | Q(pk__in=told))

    def _add(self, key: str, event: Observation) -> None:
        fact = Fact(event.level, event.recognised_on, event.in_reassessment)
        known = self.records.get(key)
        if known is None:
            known = self.records[key] = KnownRecord(
                event.pk, event.record, fact, event.raw_label, event.url, event.is_conditional
            )
        elif _is_newer(fact, known.held):
            known.newest, known.record, known.held = event.pk, event.record, fact
            known.raw_label, known.url, known.is_conditional = event.raw_label, event.url, event.is_conditional
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
            *_candidates(self._named.get(key, {}).values(), "de naam is dezelfde"),
            *_candidates(self._formerly.get(key, ()), "zo heette een interventie die hiermee is samengevoegd"),
        )

    def alike(self, name: str) -> tuple[Candidate, ...]:
        """Return the few interventions whose name may mean the same, the best first, each with why."""
        return tuple(Candidate(found.uid, found.name, found.reason) for found in self._suggestions.alike(name))

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


def _described(interventions: QuerySet[Intervention]) -> Iterable[tuple[int, _Stamp, Described]]:
    """Return interventions; the latest draft is read from its JSON, for making objects of all takes a minute."""
    revision = ("latest_revision_id", "latest_revision__created_at", "latest_revision__content")
    for row in interventions.order_by("pk").values("pk", "uid", *revision, *DESCRIBED).iterator():
        draft = row["latest_revision__content"] or row
        described = Described(str(row["uid"]), {name: _as_value(draft.get(name)) for name in DESCRIBED})
        yield row["pk"], (row["latest_revision_id"], row["latest_revision__created_at"]), described


def _former_names() -> Iterable[tuple[str, int]]:
    """Return the name of each merged intervention, with the id of the one that it is now."""
    now = Intervention.every.successors()
    names = Intervention.every.merged_away().order_by("pk").values_list("pk", "name") if now else ()
    return [(name, now[pk]) for pk, name in names]


def _as_value(value: Any) -> Value:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
