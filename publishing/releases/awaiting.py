"""Whom candidates and corrections wait for, told to who cannot import releases.

Only a candidate that can still go out waits for anybody: one that something else holds back (hindrances.py) asks
nobody's approval. Read for all of them at once, so that the number of queries does not grow with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from cms.accounts.models import User
from publishing.releases.approving import (
    agreement_of,
    approving_roles,
    asked_to_approve,
    counting_approvals,
    people_who_approve,
)
from publishing.releases.corrections.awaiting import OpenCorrections, open_corrections
from publishing.releases.models import Approval, Freeze, Planning, Publication, Release
from publishing.releases.redactions.models import RedactedRelease
from publishing.rounds.models import Round
from publishing.rounds.mywork.candidates import Candidate, InWork


@dataclass(frozen=True)
class _Frozen:
    """A candidate with its freezes, oldest first, and what was said of it."""

    release: Release
    freezes: Sequence[Freeze]
    approvals: Sequence[Approval]

    @property
    def newest(self) -> Freeze:
        return self.freezes[-1]

    @property
    def preparers(self) -> set[int]:
        return {one.actor_id for one in self.freezes if one.actor_id is not None}


def releases_in_work() -> InWork:
    """Return the candidates and corrections that are not out yet, with whom they wait for."""
    corrections = open_corrections()
    return InWork(
        candidates=candidates_in_work(corrections), corrections=corrections.shown, to_carry=corrections.to_carry
    )


def candidates_in_work(corrections: OpenCorrections) -> tuple[Candidate, ...]:
    """Return the candidates that can still go out, oldest first."""
    frozen = _frozen(_current_candidates())
    keys = [one.release.pk for one in frozen]
    lost = {*RedactedRelease.objects.filter(release__in=keys, event=None).values_list("release", flat=True)}
    planned = {*Planning.objects.waiting().values_list("release", flat=True)}
    open_years = {*Round.objects.open().values_list("year", flat=True)}
    people = people_who_approve()
    return tuple(
        _candidate(one, people, is_planned=one.release.pk in planned)
        for one in frozen
        if one.release.pk not in lost
        and one.newest.round_year not in open_years
        and corrections.can_go_out(one.newest.pk)
    )


def _candidate(one: _Frozen, people: Sequence[User], *, is_planned: bool) -> Candidate:
    agreement = agreement_of(counting_approvals(one.approvals, one.newest), one.preparers)
    blocking = len(one.newest.blocking)
    roles = {person.pk: approving_roles(person) for person in people}
    asked = frozenset[int]() if blocking else asked_to_approve(agreement, one.preparers, roles)
    return Candidate(
        number=one.release.number,
        address=reverse("uitgaven:show", args=[one.release.digest]),
        year=one.newest.round_year,
        blocking=blocking,
        asked={person.pk: str(person) for person in people if person.pk in asked},
        is_approved=agreement.pair is not None,
        is_planned=is_planned,
    )


def _current_candidates() -> list[Release]:
    """Return the candidates that were frozen after the last publication. Two queries."""
    last = Publication.objects.order_by("pk").values_list("release", flat=True).last()
    return list(Release.objects.candidates().filter(predecessor=last).order_by("pk"))


def _frozen(releases: Iterable[Release]) -> list[_Frozen]:
    """Return ``releases`` with what is recorded of each. Four queries."""
    keys = [one.pk for one in releases]
    freezes = {one.pk: one for one in Freeze.objects.filter(release__in=keys).defer("new_ids").order_by("pk")}
    made: defaultdict[int, list[Freeze]] = defaultdict(list)
    for freeze in freezes.values():
        made[freeze.release_id].append(freeze)
    said: defaultdict[int, list[Approval]] = defaultdict(list)
    approvals = Approval.objects.filter(release__in=keys).select_related("by").prefetch_related("by__groups")
    for approval in approvals.order_by("pk"):
        approval.freeze = freezes[approval.freeze_id]
        said[approval.release_id].append(approval)
    return [_Frozen(one, made[one.pk], said[one.pk]) for one in releases]
