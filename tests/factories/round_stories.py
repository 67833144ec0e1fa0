"""A round at five moments of its year, with the people who work on it. Each moment builds on the one before."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import DomainPage, Intervention
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Outcome, Round
from publishing.rounds.reviewing import review_item
from publishing.rounds.working import assign_items
from publishing.rounds.worklist import read_worklist
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, judged, made_ready, opened
from tests.factories.verdicts import proposal

LONG = "Langetermijnarbeidsongeschiktheidsverzekeringsmaatschappijvraagstukken in de school"
MOMENTS = ("no-round", "opened", "half", "ready", "closed")


@dataclass
class Story:
    """The people by role, what they work on, and the round once it is open."""

    eva: User
    rik: User
    roos: User
    pim: User
    domains: list[DomainPage]
    interventions: list[Intervention]
    recommendations: list[Any]
    round: Round | None = None


def story(moment: str) -> Story:
    """Return the year as it stands at ``moment``, one of MOMENTS."""
    told = _content()
    steps = {"opened": (_open,), "half": (_open, _half), "ready": (_open, _ready), "closed": (_open, _ready, _close)}
    for step in steps.get(moment, ()):
        step(told)
    return told


def _content() -> Story:
    domains = [content.domain(1, title="Rust in de school"), content.domain(2, title=LONG)]
    interventions = [content.intervention(name) for name in ("Rustig Leren", "Sterk Staan", "Zonder Stress")]
    for place, one in enumerate(interventions):
        content.observation(one, record=str(1400001 + place))
    links = {one: f"<p>{one} past hier.</p>" for one in interventions}
    recommendations = [
        content.recommendation(domain, f"Aanbeveling {place} van {domain.number}", interventions=links)
        for domain in domains
        for place in (1, 2, 3)
    ]
    content.step(1)
    content.text()
    return Story(
        eva=person("eva", Role.EDITOR),
        rik=person("rik", Role.REVIEWER),
        roos=person("roos", Role.REVIEWER),
        pim=person("pim", Role.PUBLISHER),
        domains=domains,
        interventions=interventions,
        recommendations=recommendations,
    )


def _open(told: Story) -> None:
    told.round = opened(told.pim)


def _half(told: Story) -> None:
    """Some is confirmed, rejected, lapsed, given away, or no longer anybody's to review; not all is judged."""
    assert told.round is not None
    first, second, third, *_ = told.recommendations
    confirmed = [item_of(told.round, one) for one in (first, told.domains[0])]
    confirm_unchanged(round=told.round, items=confirmed, by=told.rik, at=timezone.now())
    made_ready(first, told.eva, body="<p>Plan elke dag een pauze.</p>")
    made_ready(second, told.eva, body="<p>Laat een les vrij.</p>")
    _reject(told, second)
    for reviewer in (told.rik, told.roos):  # who once were editors
        third.body = f"<p>Laat twee lessen vrij, zegt {reviewer}.</p>"
        third.save_revision(user=reviewer, log_action=True).publish(user=told.eva)
    given = [item_of(told.round, one) for one in (told.domains[1], told.recommendations[3])]
    assign_items(round=told.round, items=given[:1], to=told.rik, by=told.round.opened_by, at=told.round.opened_at)
    assign_items(round=told.round, items=given[1:], to=told.roos, by=told.round.opened_by, at=told.round.opened_at)
    judged(told.interventions[0], told.eva, told.rik)
    proposal(told.interventions[1], told.eva)


def _reject(told: Story, page: Any) -> None:
    assert told.round is not None
    row = next(one for one in read_worklist(told.round).rows if one.item.uid == page.uid)
    assert row.current is not None
    review_item(
        item=row.item,
        digest=row.current.digest,
        by=told.rik,
        at=timezone.now(),
        outcome=Outcome.REJECTED,
        reason="Te lang.",
    )


def _ready(told: Story) -> None:
    assert told.round is not None
    for one in told.interventions:
        judged(one, told.eva, told.rik)
    confirm_unchanged(round=told.round, items=told.round.items.all(), by=told.roos, at=timezone.now())


def _close(told: Story) -> None:
    assert told.round is not None
    close_round(round=told.round, by=told.pim, at=timezone.now())
