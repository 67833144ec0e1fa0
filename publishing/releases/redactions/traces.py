"""What was kept beside an erased document and quotes it: titles, and the messages of findings.

Within the transaction that erases, so that no copy outlives the bytes.
"""

from typing import Any

import msgspec
from django.db.models import Q
from django.dispatch import Signal

from publishing.acceptances.models import AcceptedWarning
from publishing.documents.naming import ERASED, name_of
from publishing.releases.comparing.records import forget_comparisons
from publishing.releases.models import Freeze, Release
from publishing.releases.redactions.models import RedactionRequest
from publishing.rounds.models import RoundItem

# Sent with ``digest``, ``kind`` and ``public_id`` within the transaction that erases. Receivers empty the copies that
# they keep in the database; whoever raises keeps all of it from happening.
document_erased = Signal()


def erase_traces(request: RedactionRequest, body: bytes, holders: list[Release]) -> None:
    """Take away what quotes the document of ``request``, which was ``body``."""
    title = name_of(msgspec.json.decode(body))
    for release in holders:
        forget_comparisons(release)
        _erase_findings(release, request, title)
    AcceptedWarning.objects.filter(kind=request.kind, public_id=request.public_id).update(message=ERASED)
    digest = request.document_id
    known = Q(base_digest=digest) | Q(closing_digest=digest) | Q(title=title)
    RoundItem.objects.filter(known, kind=request.kind).exclude(title=ERASED).update(title=ERASED)
    document_erased.send(sender=Release, digest=digest, kind=request.kind, public_id=request.public_id)


def _erase_findings(release: Release, request: RedactionRequest, title: str) -> None:
    """Leave of each finding that it was there, and nothing of what the document said."""
    address = (request.kind, request.public_id)
    for freeze in Freeze.objects.filter(release=release):
        told = [_without(one, address, title) for one in freeze.findings]
        if told != freeze.findings:
            Freeze.objects.filter(pk=freeze.pk).update(findings=told)


def _without(finding: dict[str, Any], address: tuple[str, str], title: str) -> dict[str, Any]:
    is_about = (finding["kind"], finding["id"]) == address or (title and title in finding["message"])
    return {**finding, "message": ERASED} if is_about else finding
