"""Somebody else looks at a change."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from cms.acts.act import Subject
from cms.acts.refusals import records_refusals
from publishing.audit.actions import Action
from publishing.releases.corrections.beginning import checked_text
from publishing.releases.corrections.locking import workable
from publishing.releases.corrections.models import (
    CorrectionChange,
    CorrectionChanger,
    CorrectionReview,
    Outcome,
)
from publishing.releases.corrections.standing import change_at
from publishing.releases.errors import RefusedError

OWN_CHANGE = "Je werkte zelf aan deze wijziging. Iemand anders moet haar beoordelen."


class OwnChangeError(RefusedError):
    """Who had a hand in a change cannot review it, whoever they are."""

    def __init__(self) -> None:
        super().__init__(OWN_CHANGE)


def _subject(values: Mapping[str, Any]) -> Subject:
    change: CorrectionChange = values["change"]
    return Subject(change.kind, change.public_id, f"'{change.title}' in correctie {change.correction.number}")


def hands_in(change: CorrectionChange) -> set[int]:
    """Return the keys of the people who had a hand in ``change``: none of them reviews it."""
    return hands_by([change])[change.pk]


def hands_by(changes: Collection[CorrectionChange]) -> dict[int, set[int]]:
    """Return for each change, by key, the keys of the people who had a hand in it. Two queries."""
    found: dict[int, set[int]] = {one.pk: set() for one in changes}
    at_address: dict[tuple[Any, ...], list[int]] = {}
    for one in changes:
        at_address.setdefault((one.correction_id, *one.address), []).append(one.pk)
    corrections = {one.correction_id for one in changes}
    versions = CorrectionChange.objects.filter(correction__in=corrections).values_list(
        "correction", "kind", "public_id", "pk", "by"
    )
    for correction, kind, public_id, key, person in versions:
        for later in at_address.get((correction, kind, public_id), []):
            if key <= later:
                found[later].add(person)
    for key, person in CorrectionChanger.objects.filter(change__in=changes).values_list("change", "person"):
        found[key].add(person)
    return found


@records_refusals(Action.ITEM_REVIEWED, of=_subject, on=OwnChangeError)
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
            raise OwnChangeError
        return CorrectionReview.objects.create(change=change, outcome=outcome, reason=told, by=by, at=at)
