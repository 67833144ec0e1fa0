"""Notices and redactions, made by the services that the screens use."""

from datetime import date, datetime, timedelta
from typing import Any

from cms.accounts.models import User
from publishing.freezing.checking import day_of
from publishing.releases.models import Release
from publishing.releases.notices.models import Notice
from publishing.releases.notices.placing import place_notice
from publishing.releases.outbox import deliver_outbox
from publishing.releases.reading import manifest_of
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.models import Ground, Redaction, RedactionRequest
from publishing.releases.redactions.requesting import request_redaction
from tests.factories.releases import AT

LATER = AT + timedelta(hours=1)


def digest_of(release: Release, kind: str, public_id: str) -> str:
    """Return the digest of an item in ``release``."""
    (found,) = [one.digest for one in manifest_of(release).documents if (one.kind, one.id) == (kind, public_id)]
    return found


def notice(
    text: str = "Let op.", *, by: User, at: datetime = LATER, starts_on: date | None = None, **of: Any
) -> Notice:
    """Place a notice that begins on the day of ``at``, and tell the world."""
    placed = place_notice(text=text, by=by, at=at, starts_on=starts_on or day_of(at), **of)
    deliver_outbox(at=at)
    return placed


def asked_to_erase(
    release: Release,
    kind: str,
    public_id: str,
    *,
    by: User,
    reason: str = "Verzoek van een ouder.",
    at: datetime = LATER,
) -> RedactionRequest:
    """Ask that the version of an item that ``release`` holds is erased."""
    digests = [digest_of(release, kind, public_id)]
    (request,) = request_redaction(
        kind=kind, public_id=public_id, digests=digests, ground=Ground.PERSONAL_DATA, reason=reason, by=by, at=at
    )
    return request


def erased(release: Release, kind: str, public_id: str, *, by: User, confirmed_by: User) -> Redaction:
    """Erase the version of an item that ``release`` holds, tell the world and clear the files away."""
    request = asked_to_erase(release, kind, public_id, by=by)
    redaction = confirm_redaction(request=request, by=confirmed_by, at=LATER)
    deliver_outbox(at=LATER)
    assert clear_redactions(at=LATER) == []
    return redaction
