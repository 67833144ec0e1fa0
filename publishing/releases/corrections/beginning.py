"""Beginning a correction on what is live, beginning again when something else went live, and dropping one."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from cms.accounts.models import User
from publishing.documents.manifest import Entry
from publishing.releases.channels import live_channel
from publishing.releases.corrections.locking import locked
from publishing.releases.corrections.models import Correction, CorrectionChange, CorrectionChanger, CorrectionDrop
from publishing.releases.corrections.standing import Status, changes_of, status_of
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release
from publishing.releases.number import next_free_number
from publishing.releases.reading import manifest_of

LONGEST = 2_000  # characters of a reason or a summary


def begin_correction(*, reason: str, by: User, at: datetime, summary: str = "") -> Correction:
    """Return a new correction on what is live now, under the next free number.

    Raise RefusedError without a reason, or when nothing is live.
    """
    told, said = checked_text(reason, "de reden"), checked_text(summary, "de samenvatting", is_needed=False)
    return Correction.objects.create(base=_live(), number=next_free_number(), reason=told, summary=said, by=by, at=at)


class Restarted(NamedTuple):
    """The new correction, and the changes that could not come along."""

    correction: Correction
    left: list[CorrectionChange]


def restart_correction(*, correction: Correction, by: User, at: datetime) -> Restarted:
    """Begin ``correction`` again on what is live now, with each change whose item is still the same there.

    The old one is dropped. Whoever had a hand in a change is noted with it, and somebody else reviews it again. Raise
    RefusedError when what it was begun on is live still, or it is published or dropped.
    """
    with transaction.atomic():
        locked(correction)
        if status_of(correction) is not Status.OVERTAKEN:
            raise RefusedError("Deze correctie hoeft niet opnieuw te beginnen.")
        again = begin_correction(reason=correction.reason, summary=correction.summary, by=by, at=at)
        held = {(one.kind, one.id): one for one in manifest_of(again.base).documents}
        left = [
            one.change
            for one in changes_of(correction)
            if not _taken_along(one.change, again, held.get(one.change.address), by=by, at=at)
        ]
        why = f"Opnieuw begonnen als {again} op uitgave {again.base.number}."
        CorrectionDrop.objects.create(correction=correction, reason=why, by=by, at=at)
    return Restarted(again, left)


def _taken_along(change: CorrectionChange, to: Correction, entry: Entry | None, *, by: User, at: datetime) -> bool:
    if entry is None or entry.digest != change.base_digest:
        return False
    names = ("kind", "public_id", "title", "action", "base_digest", "digest", "body", "reason", "successor")
    again = to.changes.create(**{name: getattr(change, name) for name in names}, by=by, at=at)
    hands = {change.by_id, *change.changers.values_list("person_id", flat=True)} - {by.pk}
    CorrectionChanger.objects.bulk_create(CorrectionChanger(change=again, person_id=pk) for pk in sorted(hands))
    return True


def drop_correction(*, correction: Correction, reason: str, by: User, at: datetime) -> None:
    """Note that ``correction`` will not go out; raise RefusedError when it did, or was dropped before."""
    told = checked_text(reason, "de reden")
    with transaction.atomic():
        locked(correction)
        status = status_of(correction)
        if status in (Status.PUBLISHED, Status.DROPPED):
            raise RefusedError(f"{correction} is al {status}.")
        CorrectionDrop.objects.create(correction=correction, reason=told, by=by, at=at)


def checked_text(text: str, what: str, *, is_needed: bool = True) -> str:
    """Return ``text`` without blanks around it; raise RefusedError when it is missing or far too long."""
    told = text.strip()
    if is_needed and not told:
        raise RefusedError(f"Vul {what} in. Wie het later naleest, moet weten waarom.")
    if len(told) > LONGEST:
        raise RefusedError(f"Kort {what} in: ten hoogste {LONGEST} tekens, nu {len(told)}.")
    if "\0" in told:
        raise RefusedError(f"In {what} staat een teken dat geen tekst is. Haal het weg.")
    return told


def _live() -> Release:
    base = live_channel().current
    if base is None:
        raise RefusedError("Er is nog niets gepubliceerd, dus er valt niets te verbeteren. Maak eerst een uitgave.")
    return base
