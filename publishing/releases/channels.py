"""Moves the live channel, and writes down beside it what else happens to releases in public.

Each is a compare-and-set on the channel's generation, one event, told to every receiver.
"""

from datetime import datetime
from typing import Any

from cms.accounts.models import User
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.audited import GENERATION, release_subject
from publishing.releases.delivering.telling import tell
from publishing.releases.errors import RefusedError
from publishing.releases.models import LIVE, Channel, Release, ReleaseEvent
from publishing.releases.models.release import GROWING
from publishing.releases.notices.models import Notice
from publishing.releases.redactions.lost import lost_before_it_went_out
from publishing.releases.steps import MoveStep


def changed_meanwhile() -> str:
    """Return what to tell who saw another generation than there is: who moved the channel last."""
    last = ReleaseEvent.objects.select_related("actor").order_by("-generation").first()
    who = "iemand anders" if last is None or last.actor is None else last.actor
    return f"Wat live is, is intussen door {who} veranderd. Bekijk het en probeer het opnieuw."


def live_channel() -> Channel:
    """Return the live channel, which starts at generation 0 with nothing in it."""
    Channel.objects.get_or_create(name=LIVE)
    return Channel.objects.select_related("current").defer(*(f"current__{column}" for column in GROWING)).get(name=LIVE)


def move_channel(
    channel: Channel,
    *,
    to: Release,
    kind: ReleaseEvent.Kind,
    expected_generation: int,
    by: User,
    at: datetime,
    reason: str = "",
) -> None:
    """Point ``channel`` at a release, inside the caller's transaction; raise RefusedError when someone was first, or
    when the release was withdrawn, or lost documents before it ever went out.
    """
    if Notice.objects.withdrawals().filter(release=to).exists():
        raise RefusedError(f"Uitgave {to.number} is ingetrokken en kan niet meer live. Kies een andere uitgave.")
    if lost := next(lost_before_it_went_out(to), ""):
        raise RefusedError(lost)
    _next_generation(channel, after=expected_generation, about=to, current=to, kind=kind, by=by, at=at, reason=reason)


def locked_channel() -> Channel:
    """Return the live channel, locked for the caller's transaction: events are written one after the other."""
    return Channel.objects.select_for_update().get(pk=live_channel().pk)


def note_event(
    channel: Channel, *, about: Release, kind: ReleaseEvent.Kind, by: User, at: datetime, reason: str = ""
) -> ReleaseEvent:
    """Write down what happened to a release, and leave live what is; the caller holds the locked ``channel``."""
    generation = channel.generation
    channel.generation += 1
    return _next_generation(
        channel, after=generation, about=about, current=channel.current, kind=kind, by=by, at=at, reason=reason
    )


def _next_generation(
    channel: Channel, *, after: int, about: Release, current: Release | None, by: User, at: datetime, **event: Any
) -> ReleaseEvent:
    generation = after + 1
    if not Channel.objects.filter(pk=channel.pk, generation=after).update(generation=generation, current=current):
        raise RefusedError(changed_meanwhile())
    reach(MoveStep.CHANNEL_MOVED)
    noted = ReleaseEvent.objects.create(release=about, generation=generation, at=at, actor=by, **event)
    reach(MoveStep.EVENT_WRITTEN)
    tell(noted)
    reach(MoveStep.OUTBOX_WRITTEN)
    details = {"vingerafdruk": about.digest, GENERATION: generation}
    action, subject = Action(f"release.{noted.kind}"), release_subject(about.number)
    record(action=action, obj=subject, by=by, at=at, reason=noted.reason, details=details)
    return noted
