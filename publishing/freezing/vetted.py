"""What a round decided about the interventions: which are in, with which recognitions, and which are left out and why.

A verdict that holds saw the facts as they are known, so what it saw is what goes out (invariants 4 and 6). Of a closed
round only what was known when it closed counts: nothing that is found later changes what was decided.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from cms.content.models import Intervention
from cms.vetting.exclusion import category_of
from cms.vetting.fact import RecognitionFact
from cms.vetting.facts import Known, known_of_most
from cms.vetting.models import Observation, Verdict
from cms.vetting.verdicts import verdicts_that_hold
from cms.written import Written
from publishing.checks.base import LeftOut
from publishing.freezing.vetting_round import VettingRound


class Recognised(NamedTuple):
    """One recognition as a verdict saw it, with where it can be read."""

    register: str
    record: str
    level: str
    recognised_on: date
    url: str


@dataclass(frozen=True)
class Vetted:
    """The interventions that stand ready, by uid, each in one of the first three, and the facts of each.

    ``known`` is what the facts were read from, by primary key, to be asked for another date.
    """

    included: Mapping[UUID, tuple[Recognised, ...]]
    excluded: Mapping[UUID, tuple[RecognitionFact, ...]]
    unvetted: Set[UUID]
    facts: Mapping[UUID, Sequence[RecognitionFact]]
    known: Known

    def left_out(self) -> Iterator[tuple[UUID, LeftOut]]:
        """Yield what does not go out, and why."""
        for uid in self.excluded:
            yield uid, LeftOut.EXCLUDED
        for uid in self.unvetted:
            yield uid, LeftOut.UNVETTED

    def exclusions(self) -> Counter[str]:
        """Return how many were left out for each category of reason."""
        return Counter(map(category_of, self.excluded.values()))


def read_vetted(alias: str, round: VettingRound) -> Vetted:
    """Return what ``round`` decided about the interventions that stand ready on ``alias``. Five queries."""
    ready: dict[int, UUID] = dict(_ready(alias).values(alias))
    known = known_of_most(ready, using=alias)
    facts = known.at(round.reference_date, until=round.known_until)
    holding = verdicts_that_hold(
        ready,
        facts=facts,
        round_year=round.year,
        reference_date=round.reference_date,
        known_until=round.known_until,
        using=alias,
    )
    sources = _sources(alias, holding.values())
    return Vetted(
        included={
            ready[key]: tuple(_recognitions(verdict.seen(), sources))
            for key, verdict in holding.items()
            if verdict.is_included
        },
        excluded={ready[key]: tuple(verdict.seen()) for key, verdict in holding.items() if not verdict.is_included},
        unvetted=frozenset(uid for key, uid in ready.items() if key not in holding),
        facts={ready[key]: told for key, told in facts.items()},
        known=known,
    )


def _sources(alias: str, verdicts: Collection[Verdict]) -> dict[int, tuple[str, str]]:
    """Return, by observation, how it writes its record and where it was read; also of those taken back since."""
    seen = {fact.get("observation") for verdict in verdicts if verdict.is_included for fact in verdict.facts}
    return {key: (record, url) for key, record, url in _addresses(alias).values(alias) if key in seen}


@lru_cache(maxsize=4)
def _ready(alias: str) -> Written:
    return Written(Intervention.objects.using(alias).ready().values_list("pk", "uid"))


@lru_cache(maxsize=4)
def _addresses(alias: str) -> Written:
    """Ask for the address of every observation: so many that the few are found sooner by reading all."""
    rows = Observation.objects.using(alias).filter(intervention__isnull=False).order_by()
    return Written(rows.values_list("pk", "record", "url"))


def _recognitions(facts: list[RecognitionFact], sources: Mapping[int, tuple[str, str]]) -> Iterator[Recognised]:
    for fact in sorted(facts):
        if fact.level and fact.recognised_on is not None:
            record, url = sources.get(fact.observation or 0, (fact.record, ""))
            yield Recognised(fact.register, record, fact.level, fact.recognised_on, url)
