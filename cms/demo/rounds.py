"""Runs the rounds of the demo with its people, by the services that the screens use: nothing is written past them."""

from collections.abc import Callable
from datetime import date, datetime

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.demo.identity import uid_of
from cms.demo.years import read_retired
from cms.vetting.facts import facts_of
from cms.vetting.levels import RecognitionLevel
from cms.vetting.models import Verdict
from cms.vetting.verdicts import decide_verdict, propose_verdict, verdicts_that_hold
from publishing.releases.round_base import read_base
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round
from publishing.rounds.opening import open_round
from publishing.rounds.retiring import retire_item
from publishing.rounds.reviewing import review_item
from publishing.rounds.syncing import sync_items
from publishing.rounds.worklist import read_worklist

People = dict[Role, User]
Clock = Callable[[], datetime]
_IN = "De erkenning geldt op de ijkdatum en de interventie past bij onze aanbevelingen."
_OUT = "Het register erkent deze interventie niet (meer)."
_KINDS = {"recommendation": "RecommendationPage", "intervention": "Intervention", "practice_example": "PracticeExample"}


def begin_round(year: int, reference_date: date, *, base_number: str, people: People, now: Clock) -> Round:
    """Return the round of ``year``, opened on the release ``base_number`` when it was not there yet."""
    made = Round.objects.filter(year=year).first()
    if made is not None:
        return made
    deadline = reference_date.replace(month=10, day=1)
    base = read_base(base_number) if base_number else None
    by = people[Role.PUBLISHER]
    return open_round(
        year=year, reference_date=reference_date, deadline=deadline, base=base, by=by, at=now(), confirmed=True
    ).round


def run_round(made: Round, *, people: People, now: Clock) -> None:
    """Work a whole round: let go what ended, vet, review, close. What was done before is not done again."""
    if made.closed_at is not None:
        return
    sync_items(round=made)
    let_go(made, people=people, now=now)
    for intervention in Intervention.objects.ready().order_by("name"):
        vet(intervention, made, people=people, now=now)
    reviewer = people[Role.REVIEWER]
    confirm_unchanged(round=made, items=made.items.all(), by=reviewer, at=now())
    for row in read_worklist(made).rows:
        if not row.is_settled and row.current is not None:
            review_item(item=row.item, digest=row.current.digest, by=reviewer, at=now())
    close_round(round=made, by=people[Role.PUBLISHER], at=now())


def let_go(made: Round, *, people: People, now: Clock) -> None:
    """Record of every item that ended this year why, and what takes its place."""
    for gone in read_retired(made.year):
        model = _KINDS[gone["kind"]]
        item = made.items.filter(uid=uid_of(model, gone["key"]), retired_at=None).first()
        if item is not None:
            successor = uid_of(model, gone["successor"]) if "successor" in gone else None
            retire_item(item=item, reason=gone["reason"], successor=successor, by=people[Role.EDITOR], at=now())


def vet(intervention: Intervention, made: Round, *, people: People, now: Clock) -> None:
    """Let the editor propose and the reviewer decide, unless a verdict holds."""
    if not verdicts_that_hold([intervention.pk], round_year=made.year, reference_date=made.reference_date):
        verdict = propose(intervention, made, people=people, now=now)
        decide_verdict(verdict=verdict, agreed=True, by=people[Role.REVIEWER], at=now())


def propose(intervention: Intervention, made: Round, *, people: People, now: Clock) -> Verdict:
    """Return the proposal that waits, made by the editor when there was none."""
    waiting = Verdict.objects.of_round(made.year).waiting().filter(uid=intervention.uid).first()
    if waiting is not None:
        return waiting
    facts = facts_of([intervention.pk], made.reference_date)[intervention.pk]
    is_included = any(fact.level not in ("", RecognitionLevel.NIET_ERKEND) for fact in facts)
    return propose_verdict(
        intervention=intervention,
        round_year=made.year,
        reference_date=made.reference_date,
        is_included=is_included,
        reason=_IN if is_included else _OUT,
        by=people[Role.EDITOR],
        at=now(),
    )
