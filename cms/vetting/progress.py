"""How far each intervention is in a round, and which ask for care first. A constant number of queries.

    wacht op voorstel    nobody proposed anything in this round
    wacht op besluit     a proposal waits for a second person
    niet akkoord         the second person disagreed; somebody proposes anew
    verlopen             two persons agreed, and what they looked at is other now
    akkoord              two persons agreed to take it in
    niet opgenomen       two persons agreed to leave it out

Risk, the heaviest first (domain.md, the year, job 3): gone from its register, not recognised, another level than last
time, recognised after the date, no date, no level, nothing seen, term passed, reservation, re-assessment, untouched.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from cms.content.models import Intervention
from cms.vetting.changed import Change, changed_facts, changes_since
from cms.vetting.fact import RecognitionFact
from cms.vetting.facts import facts_of
from cms.vetting.models import Verdict
from cms.vetting.recognition_state import RecognitionState as State
from cms.vetting.rounds import OpenRound


class Stage(models.TextChoices):
    """How far an intervention is in a round."""

    ASKS_PROPOSAL = "wacht-op-voorstel", "wacht op voorstel"
    ASKS_DECISION = "wacht-op-besluit", "wacht op besluit"
    DISAGREED = "niet-akkoord", "niet akkoord"
    STALE = "verlopen", "verlopen"
    AGREED = "akkoord", "akkoord"
    EXCLUDED = "niet-opgenomen", "niet opgenomen"


PROPOSING = frozenset({Stage.ASKS_PROPOSAL, Stage.DISAGREED, Stage.STALE})  # what asks an editor for a proposal
FOR_EDITORS = "voorstel-nodig"  # those together, in the address of a list


LEVEL_CHANGED = "level-changed"
NOTHING_SEEN = "nothing-seen"
RISKS = (
    State.DISAPPEARED.value,
    State.NOT_RECOGNISED.value,
    LEVEL_CHANGED,
    State.AFTER_DATE.value,
    State.NO_DATE.value,
    State.UNKNOWN.value,
    NOTHING_SEEN,
    State.TERM_PASSED.value,
    State.CONDITIONAL.value,
    State.IN_REASSESSMENT.value,
    State.RECOGNISED.value,
)


@dataclass(frozen=True)
class Progress:
    """One intervention in a round. ``verdict`` is the newest; ``changes`` say what it saw otherwise.

    ``since_last`` says what is other than the last round before this one saw it.
    """

    intervention: Intervention
    stage: Stage
    facts: list[RecognitionFact]
    risk: int
    verdict: Verdict | None = None
    changes: list[Change] = field(default_factory=list)
    since_last: list[Change] = field(default_factory=list)

    @property
    def may_be_proposed(self) -> bool:
        """Whether no proposal waits for a decision."""
        return self.stage is not Stage.ASKS_DECISION


def progress_of(interventions: Iterable[Intervention], now: OpenRound) -> list[Progress]:
    """Return how far each of ``interventions`` is in the round ``now``, in the order given. Four queries."""
    wanted = list(interventions)
    keys = [item.pk for item in wanted]
    facts = facts_of(keys, now.reference_date)
    verdicts = Verdict.objects.filter(intervention__in=keys).select_related("proposed_by", "decided_by")
    newest = {one.intervention_id: one for one in verdicts.of_round(now.year).order_by("pk")}
    earlier = {one.intervention_id: one for one in verdicts.agreed().filter(round_year__lt=now.year).order_by("pk")}
    return [_progress(item, newest.get(item.pk), earlier.get(item.pk), facts[item.pk], now) for item in wanted]


def by_risk(progress: Iterable[Progress]) -> list[Progress]:
    """Return what asks for care first, first; of one risk by name."""
    return sorted(progress, key=lambda one: (one.risk, one.intervention.name.casefold(), one.intervention.pk))


def _progress(
    item: Intervention, newest: Verdict | None, earlier: Verdict | None, facts: list[RecognitionFact], now: OpenRound
) -> Progress:
    changes = changes_since(newest, facts=facts, reference_date=now.reference_date) if newest else []
    seen = earlier.seen() if earlier else None
    return Progress(
        intervention=item,
        stage=_stage(newest, is_stale=bool(changes)),
        facts=facts,
        risk=_risk(facts, level_changed=seen is not None and _levels(seen) != _levels(facts)),
        verdict=newest,
        changes=changes,
        since_last=[] if seen is None else changed_facts(seen, facts),
    )


def _stage(verdict: Verdict | None, *, is_stale: bool) -> Stage:
    if verdict is None:
        return Stage.ASKS_PROPOSAL
    if verdict.decided_by_id is None:
        return Stage.ASKS_DECISION
    if not verdict.agreed:
        return Stage.DISAGREED
    if is_stale:
        return Stage.STALE
    return Stage.AGREED if verdict.is_included else Stage.EXCLUDED


def _levels(facts: Iterable[RecognitionFact]) -> list[tuple[str, str, str]]:
    return sorted((fact.register, fact.record, fact.level) for fact in facts)


def _risk(facts: list[RecognitionFact], *, level_changed: bool) -> int:
    """Return the place in the list of risks of the heaviest that applies."""
    applying = {fact.state for fact in facts} or {NOTHING_SEEN}
    if level_changed:
        applying.add(LEVEL_CHANGED)
    return min(RISKS.index(risk) for risk in applying)
