"""How a correction stands: which of its changes hold, whether somebody else agreed to them, and how far it is."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from publishing.documents.registry import KINDS
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
from publishing.releases.models import Release
from publishing.releases.models.release import GROWING

_PLACES = {kind: place for place, kind in enumerate(KINDS)}


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
    """Return the changes that hold, in the order of kinds and ids. Two queries."""
    rows = correction.changes.marked().select_related("by").defer("body")
    newest = {row.address: row for row in rows}
    held = [row for row in newest.values() if row.action != Action.WITHDRAWN and not row.is_erased]
    reviews = CorrectionReview.objects.filter(change__in=held).select_related("by").order_by("pk")
    by_change = {review.change_id: review for review in reviews}
    ordered = sorted(held, key=lambda row: (_PLACES[row.kind], row.public_id))
    return [StandingChange(row, by_change.get(row.pk)) for row in ordered]


def change_at(correction: Correction, kind: str, public_id: str) -> CorrectionChange | None:
    """Return the change to one item that holds; None when there is none."""
    newest = correction.changes.marked().filter(kind=kind, public_id=public_id).order_by("-pk").first()
    return None if newest is None or newest.action == Action.WITHDRAWN or newest.is_erased else newest


def published_freeze(correction: Correction) -> CorrectionFreeze | None:
    """Return the freeze of ``correction`` that went out."""
    made = correction.freezes.filter(freeze__release__publication__isnull=False).select_related("freeze__release")
    return next((one for one in made if _newest_freeze(one.freeze.release) == one.freeze_id), None)


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


def is_overtaken(correction: Correction) -> bool:
    """Whether something else is live than what ``correction`` was begun on."""
    return live_channel().current_id != correction.base_id


def status_of(correction: Correction) -> Status:
    """Return how far ``correction`` is, worked out anew each time."""
    if published_freeze(correction) is not None:
        return Status.PUBLISHED
    if drop_of(correction) is not None:
        return Status.DROPPED
    if is_overtaken(correction):
        return Status.OVERTAKEN
    return Status.OPEN if candidate_of(correction) is None else Status.FROZEN
