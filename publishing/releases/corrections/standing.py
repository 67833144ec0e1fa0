"""How a correction stands: which of its changes hold, whether somebody else agreed to them, and how far it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery

from publishing.documents.registry import PLACES
from publishing.releases.channels import live_channel
from publishing.releases.corrections.models import (
    Action,
    Correction,
    CorrectionChange,
    CorrectionDrop,
    CorrectionFreeze,
    CorrectionReview,
    Outcome,
)
from publishing.releases.models import Freeze, Release
from publishing.releases.models.release import GROWING


class Status(StrEnum):
    """How far a correction is. The value is what a person reads."""

    OPEN = "open"
    FROZEN = "bevroren"
    PUBLISHED = "gepubliceerd"
    OVERTAKEN = "ingehaald"
    DROPPED = "ingetrokken"


@dataclass(frozen=True)
class StandingChange:
    """A change that holds, with the newest review of it."""

    change: CorrectionChange
    review: CorrectionReview | None

    @property
    def is_approved(self) -> bool:
        """Whether somebody else agreed."""
        return self.review is not None and self.review.outcome == Outcome.APPROVED

    @property
    def is_rejected(self) -> bool:
        """Whether somebody else did not."""
        return self.review is not None and self.review.outcome == Outcome.REJECTED


def changes_of(correction: Correction) -> list[StandingChange]:
    """Return the changes that hold, in the order of kinds and ids."""
    return changes_by([correction])[correction.pk]


def changes_by(corrections: Collection[Correction]) -> dict[int, list[StandingChange]]:
    """Return for each correction, by key, the changes that hold. Two queries."""
    asked = CorrectionChange.objects.marked().filter(correction__in=corrections)
    newest = {(row.correction_id, *row.address): row for row in asked.select_related("by").defer("body")}
    held = [row for row in newest.values() if row.action != Action.WITHDRAWN and not row.is_erased]
    reviews = CorrectionReview.objects.filter(change__in=held).select_related("by").order_by("pk")
    by_change = {review.change_id: review for review in reviews}
    found: dict[int, list[StandingChange]] = {one.pk: [] for one in corrections}
    for row in sorted(held, key=lambda row: (PLACES[row.kind], row.public_id)):
        found[row.correction_id].append(StandingChange(row, by_change.get(row.pk)))
    return found


def change_at(correction: Correction, kind: str, public_id: str) -> CorrectionChange | None:
    """Return the change to one item that holds; None when there is none."""
    newest = correction.changes.marked().filter(kind=kind, public_id=public_id).order_by("-pk").first()
    return None if newest is None or newest.action == Action.WITHDRAWN or newest.is_erased else newest


def published_freeze(correction: Correction) -> CorrectionFreeze | None:
    """Return the freeze of ``correction`` that went out."""
    return published_freezes([correction]).get(correction.pk)


def published_freezes(corrections: Collection[Correction]) -> dict[int, CorrectionFreeze]:
    """Return for each correction that went out, by key, of which freeze. One query."""
    newest = Freeze.objects.filter(release=OuterRef("freeze__release")).order_by("-pk").values("pk")[:1]
    made = CorrectionFreeze.objects.filter(
        correction__in=corrections, freeze__release__publication__isnull=False, freeze=Subquery(newest)
    ).select_related("freeze__release")
    return {one.correction_id: one for one in made}


def candidate_of(correction: Correction) -> Release | None:
    """Return the candidate that holds just the changes of ``correction`` as they are now."""
    release = Release.objects.candidate(correction.number)
    made = None if release is None else how_made(release)
    if made is None or made.correction_id != correction.pk:
        return None
    return release if made.changes == [one.change.pk for one in changes_of(correction)] else None


def how_made(release: Release) -> CorrectionFreeze | None:
    """Return of which correction ``release`` was last frozen; None for one that is made of the workshop."""
    return made_by(_newest_freeze(release))


def _newest_freeze(release: Release) -> int | None:
    return release.freezes.order_by("-pk").values_list("pk", flat=True).first()


def made_by(freeze: int | None) -> CorrectionFreeze | None:
    """Return of which correction the freeze with key ``freeze`` is; None for one of the workshop. One query."""
    made: QuerySet[CorrectionFreeze] = CorrectionFreeze.objects.select_related("correction__base").defer(
        *(f"correction__base__{column}" for column in GROWING)
    )
    return made.filter(freeze=freeze).first()


def drop_of(correction: Correction) -> CorrectionDrop | None:
    """Return that ``correction`` was dropped."""
    return CorrectionDrop.objects.filter(correction=correction).select_related("by").first()


def status_of(correction: Correction) -> Status:
    """Return how far ``correction`` is, worked out anew each time."""
    return statuses_of([correction], changes_by([correction]))[correction.pk]


def statuses_of(
    corrections: Collection[Correction], changes: Mapping[int, Sequence[StandingChange]]
) -> dict[int, Status]:
    """Return for each correction, by key, how far it is; ``changes`` are those of ``changes_by``. Five queries."""
    went_out, frozen = published_freezes(corrections), _frozen(corrections, changes)
    dropped = {*CorrectionDrop.objects.filter(correction__in=corrections).values_list("correction_id", flat=True)}
    live = live_channel().current_id

    def status(one: Correction) -> Status:
        if one.pk in went_out:
            return Status.PUBLISHED
        if one.pk in dropped:
            return Status.DROPPED
        if one.base_id != live:
            return Status.OVERTAKEN
        return Status.FROZEN if one.pk in frozen else Status.OPEN

    return {one.pk: status(one) for one in corrections}


def _frozen(corrections: Collection[Correction], changes: Mapping[int, Sequence[StandingChange]]) -> set[int]:
    """Return the keys of those of which a candidate holds just the changes as they are now."""
    numbers = {one.pk: one.number for one in corrections}
    newest = Freeze.objects.filter(release=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    candidates = Release.objects.candidates().filter(number__in=numbers.values()).annotate(last=Subquery(newest))
    number_of = dict(candidates.values_list("last", "number"))
    made = CorrectionFreeze.objects.filter(freeze__in=number_of, correction__in=corrections)
    return {
        one.correction_id
        for one in made
        if numbers[one.correction_id] == number_of[one.freeze_id]
        and one.changes == [each.change.pk for each in changes[one.correction_id]]
    }
