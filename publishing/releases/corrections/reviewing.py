"""Somebody else looks at a change."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from publishing.releases.corrections.beginning import checked_text
from publishing.releases.corrections.locking import workable
from publishing.releases.corrections.models import CorrectionChange, CorrectionReview, Outcome
from publishing.releases.corrections.standing import change_at
from publishing.releases.errors import RefusedError


def hands_in(change: CorrectionChange) -> set[int]:
    """Return the keys of the people who had a hand in ``change``: none of them reviews it."""
    versions = CorrectionChange.objects.filter(
        correction=change.correction_id, kind=change.kind, public_id=change.public_id, pk__lte=change.pk
    )
    return {*versions.values_list("by_id", flat=True), *change.changers.values_list("person_id", flat=True)}


def review_change(
    *, change: CorrectionChange, by: User, at: datetime, outcome: Outcome = Outcome.APPROVED, reason: str = ""
) -> CorrectionReview:
    """Note what ``by`` found of ``change``, and return that.

    Raise RefusedError when they had a hand in it, when it was changed since, or for a rejection without a reason.
    """
    told = checked_text(reason, "de reden", is_needed=outcome == Outcome.REJECTED)
    with transaction.atomic():
        correction = workable(change.correction)
        if change_at(correction, *change.address) != change:
            raise RefusedError(f"{change} is intussen opnieuw gewijzigd. Bekijk het opnieuw.")
        if by.pk in hands_in(change):
            raise RefusedError("Je werkte zelf aan deze wijziging. Iemand anders moet haar beoordelen.")
        return CorrectionReview.objects.create(change=change, outcome=outcome, reason=told, by=by, at=at)
