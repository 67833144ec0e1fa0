"""Approval: two people say of the same bytes that they may go out.

An approval is bound to a release, so to its digest, and to what its freeze recorded. Whether it counts is compared each
time that it is asked: other bytes are another release, another freeze may have found other things, and who lost their
role no longer speaks for it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from django.conf import settings
from django.db import transaction

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.refusals import records_refusals
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.audited import release_subject, subject_of_release
from publishing.releases.errors import RefusedError
from publishing.releases.hindrances import hindrances
from publishing.releases.models import Approval, Freeze, Publication, Release

_Approver = tuple[int, Collection[str]]  # somebody's key, and their roles


@dataclass(frozen=True)
class Agreement:
    """The approvals that count, and the two that let the release go out; ``missing`` says what is still needed."""

    approvals: tuple[Approval, ...]
    pair: tuple[Approval, Approval] | None
    missing: str


@records_refusals(Action.RELEASE_APPROVED, of=subject_of_release, on=RefusedError)
@transaction.atomic
def approve_release(*, release: Release, by: User, at: datetime, note: str = "") -> Approval:
    """Record that ``by`` approves ``release`` as it is frozen now, and return it.

    Raise RefusedError for who holds no role that approves or approved already, and for a release that is published,
    superseded, or held back by findings or anything else. Whether this approval and another are enough,
    ``agreement_on`` says.
    """
    freeze = _open_to_approval(release)
    roles = approving_roles(by)
    if not roles:
        raise RefusedError(f"{who_approves()} Vraag het aan iemand met die rol.")
    if any(one.by_id == by.pk for one in standing_approvals(release, freeze)):
        raise RefusedError("Je hebt deze uitgave al goedgekeurd.")
    given = Approval.objects.create(
        release=release, freeze=freeze, kind=Approval.Kind.GIVEN, roles=roles, note=note.strip(), by=by, at=at
    )
    _record(given, Action.RELEASE_APPROVED)
    return given


@records_refusals(Action.RELEASE_APPROVAL_WITHDRAWN, of=subject_of_release, on=RefusedError)
@transaction.atomic
def take_back_approval(*, release: Release, by: User, at: datetime, reason: str) -> Approval:
    """Record that ``by`` no longer approves ``release``; raise RefusedError without a reason or approval of theirs."""
    Release.objects.select_for_update().get(pk=release.pk)
    if Publication.objects.filter(release=release).exists():
        raise RefusedError(f"Uitgave {release.number} is al gepubliceerd. Wat nu nog anders moet, is een correctie.")
    if not reason.strip():
        raise RefusedError("Zeg waarom je de goedkeuring intrekt. De anderen zien die reden.")
    held = Approval.objects.filter(release=release, by=by).order_by("pk").last()
    if held is None or held.kind != Approval.Kind.GIVEN:
        raise RefusedError("Je hebt deze uitgave niet goedgekeurd.")
    taken = Approval.objects.create(
        release=release,
        freeze=held.freeze,
        kind=Approval.Kind.TAKEN_BACK,
        roles=held.roles,
        note=reason.strip(),
        by=by,
        at=at,
    )
    _record(taken, Action.RELEASE_APPROVAL_WITHDRAWN)
    return taken


def _record(said: Approval, action: Action) -> None:
    release, details = said.release, {"vingerafdruk": said.release.digest}
    obj = release_subject(release.number)
    record(action=action, obj=obj, by=said.by, at=said.at, reason=said.note, details=details)


def agreement_on(release: Release) -> Agreement:
    """Return how far the approval of ``release`` is, judged now."""
    return agreement_of(standing_approvals(release, release.newest_freeze), people_who_froze(release))


def agreement_of(approvals: tuple[Approval, ...], preparers: Collection[int]) -> Agreement:
    """Return how far ``approvals``, those that count, bring a release that ``preparers`` froze."""
    for one, other in permutations(approvals, 2):
        if _is_pair((one.by_id, one.roles), (other.by_id, other.roles), preparers):
            return Agreement(approvals, (one, other), "")
    return Agreement(approvals, None, _missing(approvals, preparers))


def asked_to_approve(
    agreement: Agreement, preparers: Collection[int], people: Mapping[int, Collection[str]]
) -> frozenset[int]:
    """Return the keys of those of ``people``, told with their roles, whose approval brings the release further.

    These are who can be the second of the two; where nobody can, or nobody approved yet, who can be one of them.
    """
    if agreement.pair:
        return frozenset()
    held = {one.by_id: one.roles for one in agreement.approvals}
    free = {key: roles for key, roles in people.items() if key not in held}

    def fit(others: Mapping[int, Collection[str]]) -> frozenset[int]:
        return frozenset(
            key for key, one in free.items() if any(_fits((key, one), other, preparers) for other in others.items())
        )

    return fit(held) or fit(people)


def _fits(one: _Approver, other: _Approver, preparers: Collection[int]) -> bool:
    return _is_pair(one, other, preparers) or _is_pair(other, one, preparers)


def _is_pair(one: _Approver, other: _Approver, preparers: Collection[int]) -> bool:
    """Whether two people, each with their roles, are the two that are wanted; one of them at most prepared it."""
    first, second = _wanted()
    are_two = one[0] != other[0] and not {one[0], other[0]} <= set(preparers)
    return are_two and first in one[1] and second in other[1]


def who_approves() -> str:
    """Return for whom approving is, as a sentence."""
    return f"Goedkeuren is voor een {' of '.join(_labels(_wanted()))}."


def people_who_approve() -> list[User]:
    """Return the active people whose role approves, by name. Two queries."""
    held = User.objects.filter(is_active=True, groups__name__in=_wanted()).distinct().prefetch_related("groups")
    return sorted(held, key=str)


def standing_approvals(release: Release, freeze: Freeze) -> tuple[Approval, ...]:
    """Return the approvals of ``release`` that count for what ``freeze`` recorded, oldest first."""
    said = release.approvals.select_related("by").prefetch_related("by__groups").order_by("pk")
    return counting_approvals(said, freeze)


def counting_approvals(said: Iterable[Approval], freeze: Freeze) -> tuple[Approval, ...]:
    """Return those of ``said``, oldest first, that count for what ``freeze`` recorded."""
    newest = {one.by_id: one for one in said}
    given = [one for one in newest.values() if one.kind == Approval.Kind.GIVEN and _saw(one, freeze)]
    return tuple(one for one in given if one.by.is_active and set(one.roles) <= set(approving_roles(one.by)))


def approving_roles(person: User) -> list[str]:
    """Return the roles of ``person`` that approve, in the order of the settings. Being superuser is no role."""
    held = {group.name for group in person.groups.all()}
    return [role for role in dict.fromkeys(_wanted()) if role in held]


def _open_to_approval(release: Release) -> Freeze:
    """Return the freeze to approve, with the release's row locked; raise RefusedError."""
    Release.objects.select_for_update().get(pk=release.pk)
    if Publication.objects.filter(number=release.number).exists():
        raise RefusedError(f"Uitgave {release.number} is al gepubliceerd.")
    candidate = Release.objects.candidate(release.number)
    if candidate != release:
        raise RefusedError(
            f"Deze kandidaat van {release.number} is vervangen door een nieuwere. Bekijk die, en keur die goed."
        )
    freeze = release.latest_freeze
    if held := freeze.holds_back(f"uitgave {release.number}"):
        raise RefusedError(f"{held}. Los dat op en bevries opnieuw.")
    for reason in hindrances(release):
        raise RefusedError(reason)
    return freeze


def _saw(approval: Approval, freeze: Freeze) -> bool:
    """Whether an approval looked at what ``freeze`` recorded. Its documents are the same: the release is."""
    recorded = ("findings", "round_year", "left_out")
    return approval.freeze_id == freeze.pk or all(
        getattr(approval.freeze, name) == getattr(freeze, name) for name in recorded
    )


def people_who_froze(release: Release) -> set[int]:
    """Return the keys of the people who froze ``release``. One query."""
    return set(release.freezes.exclude(actor=None).values_list("actor_id", flat=True))


def _wanted() -> tuple[str, str]:
    first, second = settings.RELEASE_APPROVERS
    return first, second


def _labels(roles: Iterable[str]) -> list[str]:
    return [str(Role(role).label).lower() for role in dict.fromkeys(roles)]


def _missing(approvals: Collection[Approval], preparers: Collection[int]) -> str:
    """Return what is still needed, for who reads the page."""
    first, second = _wanted()
    if not approvals:
        words = _labels((first, second))
        who = f"twee mensen met de rol {words[0]}" if len(words) == 1 else f"een {words[0]} en een {words[1]}"
        return f"Nog niemand keurde dit goed. Nodig: {who}."
    given = {role for one in approvals for role in one.roles}
    lacking = [role for role in (first, second) if role not in given]
    if lacking:
        return f"Nog nodig: de goedkeuring van een {_labels(lacking)[0]}."
    if len(approvals) > 1 and {one.by_id for one in approvals} <= set(preparers):
        return "Iedereen die goedkeurde, heeft deze kandidaat ook bevroren. Nog nodig: iemand die dat niet deed."
    return "Nog nodig: de goedkeuring van een tweede persoon."
