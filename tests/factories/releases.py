"""Candidates and releases, made by the services that the screens use."""

from datetime import UTC, date, datetime

from cms.accounts.models import User
from publishing.freezing.kinds import CONTENT_KINDS
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from tests.factories import content
from tests.factories.rounds import sealed

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
REFERENCE_DATE = date(2026, 7, 31)


def candidate(number: str = "2026.1", *, reference_date: date = REFERENCE_DATE, by: User | None = None) -> Release:
    """Freeze what is ready, reviewed by a closed round; a step where nothing is, for an empty release cannot go out."""
    if not any(kind.model.objects.ready().exists() for kind in CONTENT_KINDS):
        content.step()
    year = sealed(reference_date).year
    return freeze_release(number=number, reference_date=reference_date, round_year=year, by=by, at=AT).release


def published(number: str = "2026.1", *, by: User, reference_date: date = REFERENCE_DATE) -> Release:
    """Freeze what is ready, publish it and tell the world."""
    candidate(number, reference_date=reference_date, by=by)
    release = publish_release(number=number, by=by, at=AT)
    deliver_outbox(at=AT)
    return release
