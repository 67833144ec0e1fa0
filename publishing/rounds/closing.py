"""Closing a round: what it came to is kept, and nothing that is found later changes that."""

from datetime import datetime
from typing import Any

from django.db import transaction

from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.rounds.audited import round_subject
from publishing.rounds.errors import NotReadyError
from publishing.rounds.held import hold_open_round
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.readiness import open_points
from publishing.rounds.worklist import read_worklist

_BATCH = 500


@transaction.atomic
def close_round(*, round: Round, by: Any, at: datetime) -> Round:
    """Close ``round`` and keep how each item stood. Raise NotReadyError, with how much, while anything is open."""
    held = hold_open_round(round.pk)
    worklist = read_worklist(held, with_findings=True)
    if points := open_points(worklist):
        left = "1 punt" if len(points) == 1 else f"{len(points)} punten"
        raise NotReadyError(f"De ronde kan nog niet dicht: nog {left}, zie hieronder.")
    for row in worklist.rows:
        row.item.closing_state = row.state.value
        row.item.closing_digest = row.current.digest if row.current else ""
    kept = [row.item for row in worklist.rows]
    RoundItem.objects.bulk_update(kept, ["closing_state", "closing_digest"], batch_size=_BATCH)
    held.closed_by, held.closed_at = by, at
    held.save(update_fields=["closed_by", "closed_at"])
    record(action=Action.ROUND_CLOSED, obj=round_subject(held), by=by, at=at)
    return held
