"""Asking for a delivery. One at a time is open per target: a newer one takes the place of who was not done yet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from exporters.targets.models import Delivery, Target
from exporters.targets.recorded import subject_of_service, target_subject
from publishing.attempts.models import Attempt, State
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release
from publishing.releases.redactions.holding import edition_of
from publishing.releases.standing import Standing, standing_of

KIND = "deliver-target"  # the kind of work; its subjects are primary keys of deliveries
_FOR_TESTS = (Standing.LIVE, Standing.EARLIER, Standing.CANDIDATE)


@transaction.atomic
def order_delivery(
    *,
    target: Target,
    release: Release,
    cause: Delivery.Cause,
    at: datetime,
    by: User | None = None,
    event: UUID | None = None,
    over_reason: str = "",
) -> Delivery:
    """Return the delivery of ``release`` to ``target``, newly asked for; the one of that ``event`` if it was before."""
    held = Target.objects.select_for_update().get(pk=target.pk)
    asked = Delivery.objects.filter(target=held, event=event).first() if event else None
    if asked is not None:
        return asked
    held.deliveries.open().update(ended_at=at, outcome=Delivery.Outcome.REPLACED)
    return Delivery.objects.create(
        target=held,
        release=release,
        cause=cause,
        event=event,
        asked_at=at,
        asked_by=by,
        over_reason=over_reason,
        address=held.address,
        edition=edition_of(release),
    )


@records_refusals(Action.TARGET_DELIVERY_ASKED, of=subject_of_service, on=RefusedError)
@transaction.atomic
def ask_delivery(*, target: Target, release: Release, by: User | None, at: datetime) -> Delivery:
    """Let ``release`` be put on ``target`` because a person wants it; raise RefusedError."""
    _check_may_go(target, release)
    _check_not_under_way(target, release)
    made = order_delivery(target=target, release=release, cause=Delivery.Cause.ASKED, by=by, at=at)
    details = {"uitgave": release.number, "vingerafdruk": release.digest}
    record(action=Action.TARGET_DELIVERY_ASKED, obj=target_subject(target), by=by, at=at, details=details)
    return made


@records_refusals(Action.TARGET_OVERWRITTEN, of=subject_of_service, on=RefusedError)
@transaction.atomic
def ask_delivery_over(*, target: Target, release: Release, reason: str, by: User, at: datetime) -> Delivery:
    """Let ``release`` be put in place of what others changed on ``target``; raise RefusedError.

    All of it is put anew, beside what was changed; that stays as long as an old release does.
    """
    if not reason.strip():
        raise RefusedError("Geef een reden: wie dit later naleest, ziet waarom.")
    _check_may_go(target, release)
    made = order_delivery(
        target=target, release=release, cause=Delivery.Cause.ASKED, by=by, at=at, over_reason=reason.strip()
    )
    details = {"uitgave": release.number, "vingerafdruk": release.digest}
    record(
        action=Action.TARGET_OVERWRITTEN,
        obj=target_subject(target),
        by=by,
        at=at,
        reason=made.over_reason,
        details=details,
    )
    return made


def _check_may_go(target: Target, release: Release) -> None:
    now = Target.objects.select_for_update().get(pk=target.pk)  # it may have been paused since the page was shown
    if not now.is_active:
        raise RefusedError(f"{now} is gepauzeerd: {now.paused_reason.rstrip('.')}. Hervat het doel eerst.")
    standing = standing_of(release)
    if now.follows_live and standing is not Standing.LIVE:
        raise RefusedError(f"{target} volgt wat live is. Uitgave {release.number} is {standing.label}.")
    if standing not in _FOR_TESTS:
        raise RefusedError(f"Uitgave {release.number} is {standing.label} en gaat nergens meer heen.")


def _check_not_under_way(target: Target, release: Release) -> None:
    """Pressing twice delivers once; what went wrong may be asked for anew."""
    same = target.deliveries.open().filter(release=release).first()
    if same is None:
        return
    last = Attempt.objects.newest().filter(kind=KIND, subject=str(same.pk)).first()
    if last is None or last.state in (State.RUNNING, State.DONE):
        raise RefusedError(f"Uitgave {release.number} wordt al afgeleverd aan {target}. Kijk zo weer.")
