"""Publish: make a candidate public, all of it or none of it.

1. Beforehand, by digest: two people approved it (approving.py), and every gate looked at it (preparing.py): every byte
   is what its digest says, the pack lies whole where the public process reads, but nobody points at it yet.
2. One short transaction: compare each of these with what is so now, record, move the channel, write the outbox. No
   network in it, and nothing that grows with the release.
3. After the commit the edge (command, view, task) delivers the outbox; beat sweeps what was left behind.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.freezing.checking import day_of
from publishing.releases.approving import agreement_on
from publishing.releases.audited import subject_of_service
from publishing.releases.channels import changed_meanwhile, live_channel, move_channel
from publishing.releases.errors import RefusedError, ReleaseError, UnknownReleaseError
from publishing.releases.findings import line
from publishing.releases.hindrances import hindrances
from publishing.releases.models import Channel, Freeze, Publication, Release, ReleaseEvent
from publishing.releases.number import check_number, check_number_follows
from publishing.releases.preparing import departures_since, prepare_release
from publishing.releases.round_gate import round_of
from publishing.releases.steps import PublishStep
from publishing.rounds.errors import RoundError
from publishing.rounds.releasing import release_round


@records_refusals(Action.RELEASE_PUBLISHED, of=subject_of_service, on=ReleaseError)
def publish_release(
    *, number: str, by: User, at: datetime, expected_generation: int | None = None, expected_digest: str | None = None
) -> Release:
    """Publish the candidate ``number`` and return it; prepare it first when that was not done or no longer holds.

    ``expected_generation`` and ``expected_digest`` are what the person saw (default: what is there now). Raise
    UnknownReleaseError, RefusedError with every reason at once, or TamperedError; then nothing has changed.
    """
    release = candidate_of(number)
    if expected_digest not in (None, release.digest):
        raise RefusedError(f"De kandidaat van {number} is vervangen door een nieuwere. Bekijk die eerst.")
    _refuse_for(release, reasons_against(release))
    generation = live_channel().generation
    if expected_generation not in (None, generation):
        raise RefusedError(changed_meanwhile())
    reach(PublishStep.CHECKED)
    if departures_since(release, day_of(at)):
        prepare_release(release=release, at=at)
    try:
        with transaction.atomic():
            publish_in_one_transaction(release, expected_generation=generation, by=by, at=at)
    except IntegrityError as error:
        raise RefusedError(next(_published(number), changed_meanwhile())) from error
    reach(PublishStep.COMMITTED)
    return release


def candidate_of(number: str) -> Release:
    """Return the candidate of ``number``; raise UnknownReleaseError, or RefusedError when it is published."""
    check_number(number)
    release = Release.objects.candidate(number)
    if release is not None:
        return release
    for reason in _published(number):
        raise RefusedError(reason)
    raise UnknownReleaseError(number)


def reasons_against(release: Release) -> list[str]:
    """Return all that stands in the way of publishing a candidate, beside what preparing it would find.

    It reads what the freeze recorded, which grows with the release: for before the transaction, and for the page.
    """
    reasons = [line(found) for found in release.latest_freeze.blocking]
    return [*reasons, *quick_reasons(release)]


def quick_reasons(release: Release) -> Iterator[str]:
    """Yield what stands in the way and is seen in a time that does not grow with the release."""
    yield from hindrances(release)
    if missing := agreement_on(release).missing:
        yield missing


def _refuse_for(release: Release, reasons: list[str]) -> None:
    check_number_follows(release.number)
    if reasons:
        raise RefusedError(f"Uitgave {release.number} kan nog niet gepubliceerd worden. " + " ".join(reasons))


def publish_in_one_transaction(release: Release, *, expected_generation: int, by: User, at: datetime) -> None:
    """Look at every gate once more, and record the publication; the caller holds the transaction."""
    channel = live_channel()  # its row is the lock: whoever comes second sees the first one's generation
    locked = Channel.objects.select_for_update().get(pk=channel.pk)
    Release.objects.select_for_update().get(pk=release.pk)  # and who takes an approval back comes before or after
    _refuse_for(release, [*_published(release.number), *quick_reasons(release), *departures_since(release, day_of(at))])
    _record(release, release.newest_freeze, by=by, at=at)
    move_channel(
        locked, to=release, kind=ReleaseEvent.Kind.PUBLISHED, expected_generation=expected_generation, by=by, at=at
    )


def _published(number: str) -> Iterator[str]:
    for made in Publication.objects.filter(number=number).select_related("published_by"):
        yield f"Uitgave {number} is al gepubliceerd door {made.published_by} en verandert niet meer."


def _record(release: Release, freeze: Freeze, *, by: User, at: datetime) -> None:
    round, pair = round_of(freeze), agreement_on(release).pair
    assert pair is not None, "without two approvals there are reasons against"
    if round is not None:
        try:
            release_round(year=round.year, closed_at=round.closed_at, number=release.number)
        except RoundError as error:
            raise RefusedError(f"Uitgave {release.number} kan nog niet gepubliceerd worden. {error}") from error
        reach(PublishStep.ROUND_NOTED)
    Publication.objects.create(
        release=release,
        number=release.number,
        published_at=at,
        published_by=by,
        prepared_by=freeze.actor,
        approved_by=pair[0].by,
        also_approved_by=pair[1].by,
    )
    reach(PublishStep.PUBLICATION_WRITTEN)
