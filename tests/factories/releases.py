"""Candidates and releases, made by the services that the screens use."""

from datetime import UTC, date, datetime

import msgspec
from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.documents.kinds.accountability import ACCOUNTABILITY
from publishing.documents.manifest import manifest_bytes, read_manifest
from publishing.freezing.kinds import CONTENT_KINDS
from publishing.releases.approving import approve_release, standing_approvals
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
    """Freeze what is ready, reviewed by a closed round, and let two people approve it where nothing blocks.

    A step is made where nothing is ready, for an empty release cannot go out.
    """
    if not any(kind.model.objects.ready().exists() for kind in CONTENT_KINDS):
        content.step()
    year = sealed(reference_date).year
    frozen = freeze_release(number=number, reference_date=reference_date, round_year=year, by=by, at=at)
    return approved(frozen.release, at=at)


def approvers() -> tuple[User, User]:
    """Return the two people who approve every release of the tests."""
    return tuple(_with_role(role) for role in (Role.REVIEWER, Role.PUBLISHER))  # type: ignore[return-value]  # of two


def _with_role(role: Role) -> User:
    made, _ = User.objects.get_or_create(username=f"goedkeurder-{role.value}")
    made.groups.add(Group.objects.get(name=role.value))
    return made


def approved(release: Release, *, at: datetime = AT) -> Release:
    """Let two people approve ``release`` where nothing blocks; who did so already is left alone."""
    if release.latest_freeze.blocking:
        return release
    held = {one.by_id for one in standing_approvals(release, release.latest_freeze)}
    for person in approvers():
        if person.pk not in held:
            approve_release(release=release, by=person, at=at)
    return release


def published(number: str = "2026.1", *, by: User, reference_date: date = REFERENCE_DATE, at: datetime = AT) -> Release:
    """Freeze what is ready, publish it and tell the world."""
    candidate(number, reference_date=reference_date, by=by, at=at)
    release = publish_release(number=number, by=by, at=at)
    for person in approvers():
        person.groups.clear()  # they have done their work, and take no part in the story
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
    approved(release)
    publish_release(number=number, by=by, at=AT)
    deliver_outbox(at=AT)
    return release
