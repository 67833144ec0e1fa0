"""Candidates and releases, made by the services that the screens use."""

from datetime import UTC, date, datetime

from cms.accounts.models import User
from publishing.freezing.kinds import CONTENT_KINDS
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from tests.factories import content

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
REFERENCE_DATE = date(2026, 7, 31)


def candidate(
    number: str = "2026.1", *, reference_date: date = REFERENCE_DATE, by: User | None = None, at: datetime = AT
) -> Release:
    """Freeze what is ready; a step where nothing is, for an empty release cannot go out."""
    if not any(kind.model.objects.ready().exists() for kind in CONTENT_KINDS):
        content.step()
    return freeze_release(number=number, reference_date=reference_date, by=by, at=at).release


def published(number: str = "2026.1", *, by: User, reference_date: date = REFERENCE_DATE, at: datetime = AT) -> Release:
    """Freeze what is ready, publish it and tell the world."""
    candidate(number, reference_date=reference_date, by=by, at=at)
    release = publish_release(number=number, by=by, at=at)
    deliver_outbox(at=at)
    return release
