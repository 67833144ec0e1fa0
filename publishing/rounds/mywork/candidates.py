"""Candidates and corrections, as who keeps releases tells of them, and what somebody has to do about each.

A round cannot ask releases: whom something waits for is known there, and comes in as the people who are asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publishing.rounds.mywork.values import Task, TaskKind, Team, Viewer, Waiting, WaitKind


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A candidate that can still go out. ``asked`` are the people whose approval brings it further, by key.

    ``blocking`` is how many findings hold it back; then nobody's approval is asked. ``year`` is that of its round.
    """

    number: str
    address: str
    year: int | None = None
    blocking: int = 0
    asked: Mapping[int, str] = field(default_factory=dict)
    is_approved: bool = False
    is_planned: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenCorrection:
    """A correction on what is live that is not out yet. ``asked`` are the people who may review what waits in it.

    ``waits`` says that something in it waits for a review, ``is_agreed`` that all of it was agreed to and nobody froze
    it since.
    """

    name: str
    address: str
    asked: Mapping[int, str] = field(default_factory=dict)
    waits: bool = False
    is_rejected: bool = False
    is_agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class InWork:
    """All of it; ``to_carry`` is how many published changes the workshop does not have yet."""

    candidates: tuple[Candidate, ...] = ()
    corrections: tuple[OpenCorrection, ...] = ()
    to_carry: int = 0


def releasing(in_work: InWork, viewer: Viewer) -> Iterator[Task]:
    """Yield what ``viewer`` has to do about candidates and corrections."""
    for one in in_work.candidates:
        yield from _about_candidate(one, viewer)
    for correction in in_work.corrections:
        yield from _about_correction(correction, viewer)
    if viewer.edits:
        yield Task(kind=TaskKind.CARRY_OVER, count=in_work.to_carry)


def _about_candidate(one: Candidate, viewer: Viewer) -> Iterator[Task]:
    if viewer.pk in one.asked:
        yield Task(kind=TaskKind.APPROVE, count=1, about=one.number, address=one.address)
    if not viewer.publishes:
        return
    if one.blocking:
        held = "1 bevinding houdt haar tegen" if one.blocking == 1 else f"{one.blocking} bevindingen houden haar tegen"
        yield Task(kind=TaskKind.UNBLOCK, count=1, about=one.number, address=one.address, details=(held,))
    elif one.is_approved and not one.is_planned:
        yield Task(kind=TaskKind.PUBLISH, count=1, about=one.number, address=one.address)


def _about_correction(one: OpenCorrection, viewer: Viewer) -> Iterator[Task]:
    if viewer.pk in one.asked:
        yield Task(kind=TaskKind.REVIEW_CORRECTION, count=1, about=one.name, address=one.address)
    if one.is_rejected and viewer.edits:
        yield Task(kind=TaskKind.MEND_CORRECTION, count=1, about=one.name, address=one.address)
    if one.is_agreed and viewer.publishes:
        yield Task(kind=TaskKind.FREEZE_CORRECTION, count=1, about=one.name, address=one.address)


def waiting_for_release(in_work: InWork, viewer: Viewer, team: Team) -> Iterator[Waiting]:
    """Yield what of candidates and corrections waits for somebody else than ``viewer``."""
    for one in in_work.candidates:
        if one.blocking or one.is_planned or viewer.pk in one.asked:
            continue
        if not one.is_approved:
            yield _waiting(WaitKind.APPROVAL, one.asked, one.number, one.address)
        elif not viewer.publishes:
            yield Waiting(kind=WaitKind.PUBLISHING, who=team.publishers, about=one.number, address=one.address)
    for correction in in_work.corrections:
        if correction.waits and viewer.pk not in correction.asked:
            yield _waiting(WaitKind.CORRECTION_REVIEW, correction.asked, correction.name, correction.address)


def _waiting(kind: WaitKind, asked: Mapping[int, str], about: str, address: str) -> Waiting:
    return Waiting(kind=kind, who=tuple(sorted(asked.values(), key=str.casefold)), about=about, address=address)
