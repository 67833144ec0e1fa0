"""Publish: make a candidate public, all of it or none of it.

1. Before: every byte is what its digest says; the pack is whole and lies where the public process reads, but nobody
   points at it yet.
2. One short transaction: look at every gate, record, move the channel, write the outbox. No network in it, and
   nothing that grows with the release.
3. After the commit the edge (command, view, task) delivers the outbox; beat sweeps what was left behind.
"""

from datetime import date, datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from cms.accounts.models import User
from publishing.freezing.checking import day_of
from publishing.releases.channels import CHANGED, live_channel, move_channel
from publishing.releases.corrections.gate import correction_reasons
from publishing.releases.errors import RefusedError, UnknownReleaseError
from publishing.releases.findings import findings_of, findings_on_day
from publishing.releases.models import Channel, Publication, Release, ReleaseEvent
from publishing.releases.number import check_number, check_number_follows
from publishing.releases.packs import promote_pack
from publishing.releases.round_gate import round_of
from publishing.rounds.errors import RoundError
from publishing.rounds.releasing import release_round


def publish_release(*, number: str, by: User, at: datetime, expected_generation: int | None = None) -> Release:
    """Publish the candidate ``number`` and return it.

    ``expected_generation`` is what the person saw (default: what is there now). Raise UnknownReleaseError,
    RefusedError with every reason at once, or TamperedError; then nothing has changed.
    """
    release = _candidate(number)
    _check_gates(release)
    round = round_of(release.latest_freeze)
    _check_findings(release)
    _check_day(release, day_of(at))
    generation = live_channel().generation
    if expected_generation not in (None, generation):
        raise RefusedError(CHANGED)
    promote_pack(release)
    try:
        with transaction.atomic():
            if round is not None:
                release_round(year=round.year, closed_at=round.closed_at, number=number)
            publish_in_one_transaction(release, expected_generation=generation, by=by, at=at)
    except IntegrityError as error:
        raise RefusedError(f"Uitgave {number} is door iemand anders gepubliceerd terwijl je dat deed.") from error
    except RoundError as error:
        raise RefusedError(f"Uitgave {number} kan niet uit. {error}") from error
    return release


def _candidate(number: str) -> Release:
    check_number(number)
    release = Release.objects.candidate(number)
    if release is not None:
        return release
    if Publication.objects.filter(number=number).exists():
        raise RefusedError(f"Uitgave {number} is al gepubliceerd en verandert niet meer.")
    raise UnknownReleaseError(number)


def _check_findings(release: Release) -> None:
    """Raise RefusedError when today's rules find other things than the freeze did, TamperedError on other bytes."""
    recorded = {msgspec.json.encode(finding, order="sorted") for finding in release.latest_freeze.findings}
    if {msgspec.json.encode(finding, order="sorted") for finding in findings_of(release)} != recorded:
        raise RefusedError(
            f"De bevindingen op uitgave {release.number} zijn niet meer wat de regels zeggen. Bevries opnieuw."
        )


def _check_day(release: Release, day: date) -> None:
    """Raise RefusedError for what held when the release was frozen and no longer holds on the day it goes out."""
    if reasons := [_line(msgspec.to_builtins(found)) for found in findings_on_day(release, day)]:
        raise RefusedError(f"Uitgave {release.number} kan vandaag niet uit. " + " ".join(reasons))


def _line(finding: dict[str, Any]) -> str:
    return f"{finding['kind']}/{finding['id']}, {finding['field']}: {finding['message']}"


def _check_gates(release: Release) -> None:
    """Raise RefusedError with all that stands in the way. Approvals take their place here."""
    if Publication.objects.filter(number=release.number).exists():
        raise RefusedError(f"Uitgave {release.number} is al gepubliceerd en verandert niet meer.")
    check_number_follows(release.number)
    blocking = [finding for finding in release.latest_freeze.findings if finding["level"] == "blocking"]
    last = Release.objects.published().last()
    reasons = [_line(one) for one in blocking]
    if release.predecessor_id != (last and last.pk):
        reasons.append(f"Na het bevriezen is uitgave {last} gepubliceerd. Bevries {release.number} opnieuw.")
    reasons += correction_reasons(release.latest_freeze)
    if reasons:
        raise RefusedError(f"Uitgave {release.number} kan niet uit. " + " ".join(reasons))


def publish_in_one_transaction(release: Release, *, expected_generation: int, by: User, at: datetime) -> None:
    """Look at every gate once more, and record the publication; the caller holds the transaction."""
    channel = live_channel()  # its row is the lock: whoever comes second sees the first one's generation
    locked = Channel.objects.select_for_update().get(pk=channel.pk)
    _check_gates(release)
    Publication.objects.create(release=release, number=release.number, published_at=at, published_by=by)
    move_channel(
        locked, to=release, kind=ReleaseEvent.Kind.PUBLISHED, expected_generation=expected_generation, by=by, at=at
    )
