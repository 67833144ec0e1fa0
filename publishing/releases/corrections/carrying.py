"""Corrected texts that the workshop does not have yet: without them, next year would bring the old text back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cms.accounts.models import User
from publishing.releases.corrections.beginning import checked_text
from publishing.releases.corrections.models import Action, CarriedOver, Correction, CorrectionChange, CorrectionFreeze
from publishing.releases.corrections.standing import published_freeze, published_freezes
from publishing.releases.corrections.taking import WorkshopItem, read_workshop, source_of
from publishing.releases.errors import RefusedError
from publishing.releases.identities import released_ids

_ASKING = (Action.EDITED, Action.REMOVED)  # what was taken from the workshop is there already


@dataclass(frozen=True, kw_only=True)
class Task:
    """One change to carry over. ``workshop`` is the item as it stands ready there, ``problem`` why it does not."""

    change: CorrectionChange
    source: Any
    workshop: WorkshopItem | None
    problem: str

    @property
    def is_same(self) -> bool:
        """Whether the workshop says the same already."""
        if self.change.action == Action.REMOVED:
            return self.source is None or not self.source.live
        return self.workshop is not None and self.workshop.frozen.digest == self.change.digest


def changes_to_carry(correction: Correction | None = None) -> QuerySet[CorrectionChange]:
    """Return the published changes, of one correction or of all, that nobody carried over, oldest first."""
    asking = CorrectionChange.objects.readable().filter(carried=None, action__in=_ASKING)
    return asking.filter(pk__in=_published_keys(correction)).select_related("correction__base", "by").order_by("pk")


def _published_keys(correction: Correction | None) -> list[int]:
    made = CorrectionFreeze.objects.filter(freeze__release__publication__isnull=False)
    if correction is not None:
        went_out = published_freeze(correction)
        return [] if went_out is None else list(went_out.changes)
    asked = Correction.objects.filter(pk__in=made.values("correction"))
    return [key for went_out in published_freezes(asked).values() for key in went_out.changes]


def task_of(change: CorrectionChange) -> Task:
    """Return ``change`` beside what the workshop says now."""
    source, workshop, problem = source_of(change.address), None, ""
    try:
        workshop = read_workshop(change.correction.base, change.address)
    except RefusedError as error:
        problem = str(error)
    return Task(change=change, source=source, workshop=workshop, problem=problem)


def carry_over(*, change: CorrectionChange, by: User, at: datetime, note: str = "") -> CarriedOver:
    """Note that ``by`` carried ``change`` over into the workshop, or decided otherwise; raise RefusedError when that is
    done already or was never asked.
    """
    told = checked_text(note, "de opmerking", is_needed=False)
    with transaction.atomic():
        Correction.objects.select_for_update().get(pk=change.correction_id)
        if not changes_to_carry(change.correction).filter(pk=change.pk).exists():
            raise RefusedError("Dit staat niet (meer) open: het is al overgenomen, of het is niet gepubliceerd.")
        return CarriedOver.objects.create(change=change, note=told, by=by, at=at)


def notice_carried_over(*, kind: str, uid: Any, by: User | None, at: datetime) -> int:
    """Note of each open change to the item ``uid`` that the workshop says the same now; return of how many."""
    public_id = released_ids().get(kind, {}).get(uid, "")
    seen = 0
    for change in changes_to_carry().filter(kind=kind, public_id=public_id):
        if task_of(change).is_same:
            CarriedOver.objects.create(change=change, is_seen=True, by=by, at=at)
            seen += 1
    return seen
