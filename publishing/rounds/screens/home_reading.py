"""Reads where the year stands, once for all that the home screen shows. The queries do not grow with the round."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.vetting.asked import asked_interventions
from cms.vetting.progress import progress_of
from cms.vetting.rounds import OpenRound
from publishing.rounds.asking import releases_in_work
from publishing.rounds.judging import KIND
from publishing.rounds.mentions import open_mentions
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Judgement, Team, Viewer
from publishing.rounds.readiness import blocks, open_points
from publishing.rounds.states import GONE
from publishing.rounds.worklist import Row, Worklist, read_worklist

_MISSING_TEXT = {"tailored-text-missing", "score-text-missing"}


def viewer_of(user: Any) -> Viewer:
    """Return ``user`` with what their roles let them do."""
    return Viewer(
        pk=user.pk,
        name=str(user),
        edits=user.has_perm("vetting.propose_verdict"),
        reviews=user.has_perm("rounds.add_review"),
        publishes=user.has_perm("rounds.close_round"),
        manages=user.has_perm("accounts.change_user"),
    )


def read_standing(*, today: date) -> Standing:
    """Return where the year stands on ``today``: the open round, or else the last one."""
    round = Round.objects.open().first() or Round.objects.first()
    known = Standing(today=today, team=read_team(), round=round, in_work=releases_in_work())
    if round is None:
        return known
    if round.closed_at is not None:
        return replace(known, released=round.published_in)
    worklist = read_worklist(round, with_findings=True)
    blocking = _blocking_rules(worklist)
    return replace(
        known,
        worklist=worklist,
        points=tuple(open_points(worklist)),
        missing_texts=sum(rule in _MISSING_TEXT for rule in blocking),
        blocking_findings=sum(rule not in _MISSING_TEXT for rule in blocking),
        judgements=_judgements(round, worklist),
        mentions=_mentions(),
    )


def read_team() -> Team:
    """Return the active people by role. Two queries."""
    people = sorted(User.objects.filter(is_active=True).prefetch_related("groups"), key=str)
    roles: Mapping[User, set[str]] = {one: {group.name for group in one.groups.all()} for one in people}

    def holding(role: Role) -> tuple[str, ...]:
        return tuple(str(one) for one in people if role.value in roles[one])

    return Team(
        editors=holding(Role.EDITOR),
        reviewers=holding(Role.REVIEWER),
        publishers=holding(Role.PUBLISHER),
        managers=holding(Role.ADMINISTRATOR),
        everyone=frozenset(one.pk for one in people if roles[one] or one.is_superuser),
        without_role=sum(not roles[one] and not one.is_superuser for one in people),
    )


def _blocking_rules(worklist: Worklist) -> list[str]:
    """Return the rule of each blocking finding on what is in the round or should be."""
    standing = [row.current for row in worklist.rows if row.current and row.state not in GONE]
    found = [finding for current in [*standing, *worklist.unlisted] for finding in current.findings]
    return [finding.rule for finding in found if blocks(finding)]


def _mentions() -> dict[int, tuple[RoundItem, ...]]:
    """Return the items with a comment that waits for an answer, each once, by whom it names. One query."""
    found: dict[int, dict[int, RoundItem]] = {}
    for one in open_mentions():
        found.setdefault(one.person_id, {}).setdefault(one.comment.item_id, one.comment.item)
    return {person: tuple(items.values()) for person, items in found.items()}


def _judgements(round: Round, worklist: Worklist) -> tuple[Judgement, ...]:
    """Return how far the verdict is on each intervention that the round asks about. Four queries and its own."""
    rows: dict[UUID, Row] = {row.item.uid: row for row in worklist.rows if row.item.kind == KIND}
    gone = {uid for uid, row in rows.items() if row.item.retired_at is not None}
    asked = asked_interventions(rows.keys() - gone).exclude(uid__in=gone).order_by("pk")
    known = progress_of(asked, OpenRound(round.year, round.reference_date))
    return tuple(
        Judgement(
            stage=one.stage,
            proposed_by=one.verdict.proposed_by_id if one.verdict else None,
            risk=rows[one.intervention.uid].risk if one.intervention.uid in rows else None,
        )
        for one in known
    )
