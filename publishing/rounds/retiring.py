"""Letting an item go, and taking that back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.rounds.audited import item_subject
from publishing.rounds.errors import RoundError
from publishing.rounds.held import hold_item, hold_standing_item
from publishing.rounds.models import RoundItem


@transaction.atomic
def retire_item(*, item: RoundItem, reason: str, by: Any, at: datetime, successor: UUID | None = None) -> RoundItem:
    """Record that ``item`` ends, why, and what takes its place. The content itself is not touched.

    Raise RoundError without a reason, for one that was let go already, or for a successor that is no standing item of
    the same kind in this round.
    """
    held = hold_standing_item(item)
    if not reason.strip():
        raise RoundError("Zeg waarom dit vervalt. Wie het vorig jaar las, krijgt die reden te zien.")
    if successor is not None:
        _check_successor(held, successor)
    held.retired_by, held.retired_at, held.retired_reason, held.successor = by, at, reason.strip(), successor
    held.save(update_fields=["retired_by", "retired_at", "retired_reason", "successor"])
    record(action=Action.ITEM_RETIRED, obj=item_subject(held), by=by, at=at, reason=reason)
    return held


@transaction.atomic
def restore_item(*, item: RoundItem, by: Any, at: datetime) -> RoundItem:
    """Take back that ``item`` ends; it is reviewed like any other again. Raise RoundError when it does not end."""
    held = hold_item(item)
    if held.retired_at is None:
        raise RoundError("Dit item vervalt niet (meer). Ververs de pagina.")
    held.retired_by, held.retired_at, held.retired_reason, held.successor = None, None, "", None
    held.save(update_fields=["retired_by", "retired_at", "retired_reason", "successor"])
    record(action=Action.ITEM_RESTORED, obj=item_subject(held), by=by, at=at)
    return held


def _check_successor(held: RoundItem, successor: UUID) -> None:
    if successor == held.uid:
        raise RoundError("Een item kan zichzelf niet opvolgen. Kies een ander item, of geen.")
    standing = RoundItem.objects.filter(round=held.round, kind=held.kind, retired_at=None)
    if not standing.filter(uid=successor).exists():
        raise RoundError(
            f"De opvolger moet een {held.kind} zijn die in deze ronde blijft. Kies een ander item, of geen."
        )
