"""Rollback: let the world read an earlier release again, or go forward to a later one. Nothing is rebuilt."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.releases.audited import subject_of_service
from publishing.releases.channels import live_channel, move_channel
from publishing.releases.errors import RefusedError, ReleaseError, UnknownReleaseError
from publishing.releases.models import Channel, Release, ReleaseEvent
from publishing.releases.number import check_number
from publishing.releases.packs import promote_pack
from publishing.releases.steps import RollbackStep


@records_refusals(Action.RELEASE_ROLLED_BACK, of=subject_of_service, on=ReleaseError)
def rollback_release(
    *, number: str, reason: str, by: User, at: datetime, expected_generation: int | None = None
) -> Release:
    """Make the published release ``number`` current again and return it; raise RefusedError or UnknownReleaseError.

    ``expected_generation`` is what the person saw (default: what is there now).
    """
    check_number(number)
    if not reason.strip():
        raise RefusedError("Geef een reden: die blijft bij deze stap bewaard.")
    release = Release.objects.published().filter(number=number).first()
    if release is None:
        raise UnknownReleaseError(number)
    promote_pack(release)  # whole where the world reads it; put back if it was lost, refused if it was changed
    reach(RollbackStep.PACK_PROMOTED)
    with transaction.atomic():
        channel = Channel.objects.select_for_update().get(pk=live_channel().pk)
        if channel.current_id == release.pk:
            raise RefusedError(f"Uitgave {number} is al de huidige uitgave.")
        move_channel(
            channel,
            to=release,
            kind=ReleaseEvent.Kind.ROLLED_BACK,
            expected_generation=channel.generation if expected_generation is None else expected_generation,
            by=by,
            at=at,
            reason=reason.strip(),
        )
    reach(RollbackStep.COMMITTED)
    return release
