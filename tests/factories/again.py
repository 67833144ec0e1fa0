"""The same content once more as the next candidate: for tests that need many releases and do not look inside them."""

import msgspec
from django.utils import timezone

from publishing.documents.manifest import Predecessor, manifest_bytes, read_manifest
from publishing.releases.models import Approval, Freeze, Release
from publishing.rounds.models import Round, RoundItem


def again(published: Release, number: str) -> Release:
    """Return what ``published`` holds as candidate ``number`` that follows it, from a round of its own, approved."""
    held = read_manifest(bytes(published.manifest))
    follows = Predecessor(number=published.number, digest=published.digest)
    data, digest = manifest_bytes(msgspec.structs.replace(held, number=number, predecessor=follows))
    made = Release.objects.create(
        number=number,
        digest=digest,
        reference_date=published.reference_date,
        predecessor=published,
        schema_version=published.schema_version,
        manifest=data,
        counts=published.counts,
    )
    frozen = published.latest_freeze
    assert frozen.round_year is not None
    freeze = Freeze.objects.create(
        release=made,
        findings=frozen.findings,
        new_ids=frozen.new_ids,
        left_out=frozen.left_out,
        round_year=_round_like(Round.objects.get(year=frozen.round_year)).year,
        at=frozen.at,
    )
    Approval.objects.bulk_create(
        Approval(release=made, freeze=freeze, kind=one.kind, roles=one.roles, by=one.by, at=one.at)
        for one in published.approvals.all()
    )
    return made


def _round_like(closed: Round) -> Round:
    newest = Round.objects.order_by("year").last()
    assert newest is not None
    made = Round.objects.create(
        year=newest.year + 1,
        reference_date=closed.reference_date,
        deadline=closed.deadline,
        opened_by=closed.opened_by,
        opened_at=closed.opened_at,
    )
    items = list(closed.items.all())
    for item in items:
        item.pk, item.round = None, made
    RoundItem.objects.bulk_create(items)
    made.closed_at, made.closed_by = timezone.now(), closed.closed_by
    made.save()
    return made
