"""Asking to erase, and refusing to."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from cms.acts.act import Subject
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.channels import locked_channel
from publishing.releases.errors import RefusedError
from publishing.releases.models import DocumentBody
from publishing.releases.redactions.holding import versions_of
from publishing.releases.redactions.models import (
    Ground,
    Redaction,
    RedactionRefusal,
    RedactionRequest,
)


@transaction.atomic
def request_redaction(
    *, kind: str, public_id: str, digests: list[str], ground: Ground, reason: str, by: User, at: datetime
) -> list[RedactionRequest]:
    """Ask that these versions of an item are erased, one request each; raise RefusedError. Nothing is erased yet."""
    _check_reason(reason)
    held = versions_of(kind, public_id)
    if not digests or not set(digests) <= held.keys():
        raise RefusedError(f"Kies welke versies van {kind} ‘{public_id}’ gewist moeten worden.")
    locked_channel()  # of two who ask at once, the second sees the first one's request
    for digest in digests:
        _check_not_asked(digest)
    documents = DocumentBody.objects.in_bulk(digests)
    made = [
        RedactionRequest.objects.create(
            document=documents[digest],
            kind=kind,
            public_id=public_id,
            ground=ground,
            reason=reason.strip(),
            by=by,
            at=at,
        )
        for digest in digests
    ]
    for one in made:
        record_of(one, Action.RELEASE_REDACTION_PROPOSED, by=by, at=at)
    return made


@transaction.atomic
def refuse_redaction(*, request: RedactionRequest, reason: str, by: User, at: datetime) -> RedactionRefusal:
    """Let the bytes of ``request`` stand; anybody who may confirm can, and who asked may take it back."""
    _check_reason(reason)
    locked_channel()
    check_open(request)
    refusal = RedactionRefusal.objects.create(request=request, reason=reason.strip(), by=by, at=at)
    record_of(request, Action.RELEASE_REDACTION_REFUSED, by=by, at=at)
    return refusal


def subject_of(request: RedactionRequest) -> Subject:
    """Return how a record names the document of ``request``."""
    return Subject("document", request.document_id, f"{request.kind} ‘{request.public_id}’")


def record_of(request: RedactionRequest, action: Action, *, by: User, at: datetime) -> None:
    """Put on record what was done with ``request``, with its ground: its reason can name a person."""
    ground = Ground(request.ground).label
    record(action=action, obj=subject_of(request), by=by, at=at, reason=f"Grond: {ground}.")


def check_open(request: RedactionRequest) -> None:
    """Raise RefusedError when somebody confirmed or refused ``request`` already."""
    if Redaction.objects.filter(request=request).exists():
        raise RefusedError("Dit verzoek is al bevestigd: de inhoud is gewist.")
    if RedactionRefusal.objects.filter(request=request).exists():
        raise RefusedError("Dit verzoek is al afgewezen. Doe een nieuw verzoek als het toch moet.")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("Geef een reden: wie bevestigt, moet haar kunnen beoordelen.")


def _check_not_asked(digest: str) -> None:
    if Redaction.objects.filter(document=digest).exists():
        raise RefusedError(f"Versie {digest[:12]} is al gewist.")
    if RedactionRequest.objects.open().filter(document=digest).exists():
        raise RefusedError(f"Voor versie {digest[:12]} loopt al een verzoek.")
