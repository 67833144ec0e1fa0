"""Candidates and releases, made by the services that the screens use."""

from datetime import UTC, date, datetime

import msgspec

from cms.accounts.models import User
from publishing.documents.kinds.accountability import ACCOUNTABILITY
from publishing.documents.manifest import manifest_bytes, read_manifest
from publishing.freezing.kinds import CONTENT_KINDS
from publishing.releases.assembling import counts_of
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Freeze, Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from tests.factories import content
from tests.factories.sealed import sealed

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
REFERENCE_DATE = date(2026, 7, 31)


def candidate(
    number: str = "2026.1", *, reference_date: date = REFERENCE_DATE, by: User | None = None, at: datetime = AT
) -> Release:
    """Freeze what is ready, reviewed by a closed round; a step where nothing is, for an empty release cannot go out."""
    if not any(kind.model.objects.ready().exists() for kind in CONTENT_KINDS):
        content.step()
    year = sealed(reference_date).year
    return freeze_release(number=number, reference_date=reference_date, round_year=year, by=by, at=at).release


def published(number: str = "2026.1", *, by: User, reference_date: date = REFERENCE_DATE, at: datetime = AT) -> Release:
    """Freeze what is ready, publish it and tell the world."""
    candidate(number, reference_date=reference_date, by=by, at=at)
    release = publish_release(number=number, by=by, at=at)
    deliver_outbox(at=at)
    return release


def published_without_accountability(number: str, *, by: User) -> Release:
    """Publish what is ready as releases were made before they accounted for themselves."""
    made = candidate(number, by=by)
    held = read_manifest(bytes(made.manifest))
    documents = [entry for entry in held.documents if entry.kind != ACCOUNTABILITY]
    older = msgspec.structs.replace(held, documents=documents)
    data, digest = manifest_bytes(older)
    release = Release.objects.create(
        number=number,
        digest=digest,
        reference_date=made.reference_date,
        predecessor=made.predecessor,
        schema_version=made.schema_version,
        manifest=data,
        counts=counts_of(older),
    )
    frozen = made.latest_freeze
    Freeze.objects.create(
        release=release, findings=frozen.findings, new_ids=frozen.new_ids, round_year=frozen.round_year, at=AT
    )
    publish_release(number=number, by=by, at=AT)
    deliver_outbox(at=AT)
    return release
