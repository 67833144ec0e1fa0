"""Puts an act on record, inside the transaction that does it."""

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from cms.acts.act import Act, Subject
from publishing.audit.actions import PRIVILEGED, Action
from publishing.audit.chain import link_after
from publishing.audit.errors import AuditError
from publishing.audit.models import AuditEvent, ChainHead, Result

logger = logging.getLogger(__name__)

RELEASE_KIND = "uitgave"  # what a release is called on record
_LARGEST = 2000  # characters of details
_LONGEST_REFUSAL = 1000  # characters: a publication can be refused for hundreds of findings


def record(
    *,
    action: Action,
    obj: Subject,
    by: Any,
    at: datetime,
    reason: str = "",
    refusal: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Record that ``by`` did ``action`` to ``obj``, last in the caller's transaction: a chained act lets one writer in.

    ``by`` is None when no person did it. Raise AuditError outside a transaction, for a privileged act without a
    reason, and for details that are not small and plain.
    """
    return record_act(
        Act(action=action, subject=obj, by=by, at=at, reason=reason, refusal=refusal, details=details or {})
    )


def record_act(act: Act) -> AuditEvent:
    """Record ``act``; see ``record``."""
    if not connection.in_atomic_block:
        raise AuditError(f"'{act.action}' has to be recorded in the transaction that does it.")
    action, reason = Action(act.action), act.reason.strip()
    if action in PRIVILEGED and not act.refusal and not reason:
        raise AuditError(f"'{action.value}' needs a reason.")
    if len(repr(act.details)) > _LARGEST:
        raise AuditError(f"The details of '{action.value}' are too large.")
    event = _event(act, action, reason)
    if action.is_chained:
        _chain(event)
    else:
        event.save(force_insert=True)
    transaction.on_commit(partial(_tell, act, event))
    return event


def _tell(act: Act, event: AuditEvent) -> None:
    """Write the line that BIO2 asks of an act: its actor by number, and no text that somebody typed."""
    said = {
        "actie": event.action,
        "object": f"{event.object_kind} {event.object_id}",
        "resultaat": event.get_result_display(),
        "oorsprong": event.get_door_display(),
        "actor": None if act.by is None else act.by.pk,
        "release": event.object_id if event.object_kind == RELEASE_KIND else None,
    }
    logger.info("act", extra=said)


def _event(act: Act, action: Action, reason: str) -> AuditEvent:
    by = act.by
    return AuditEvent(
        action=action.value,
        object_kind=_text(act.subject.kind, 40),
        object_id=_text(act.subject.id, 64),
        object_text=_text(act.subject.text, 300),
        result=(Result.REFUSED if act.refusal else Result.DONE).value,
        refusal=_text(act.refusal, _LONGEST_REFUSAL),
        reason=_text(reason),
        door=act.origin.door.value,
        door_detail=_text(act.origin.detail, 200),
        actor_name="" if by is None else _text(by.get_full_name(), 310),
        actor_username="" if by is None else _text(by.get_username(), 150),
        details=dict(act.details),
        at=act.at,
    )


def _chain(event: AuditEvent) -> None:
    """Write ``event`` as the next link. Whoever is second waits here until the first one's transaction ended."""
    held = ChainHead.objects.all().held()
    link = link_after(held.value, event.content())
    event.sequence, event.previous, event.hash = link.sequence, link.previous, link.hash
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=held.pk).update(sequence=link.sequence, hash=link.hash)


def _text(text: str, longest: int | None = None) -> str:
    """Return ``text`` as every database keeps it, cut to size: a refused act may carry anything that somebody typed."""
    clean = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return clean if longest is None or len(clean) <= longest else f"{clean[: longest - 1]}…"
