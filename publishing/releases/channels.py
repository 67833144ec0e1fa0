"""Moves the live channel. Every move is a compare-and-set on its generation, one event, told to every receiver."""

from datetime import datetime

from cms.accounts.models import User
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.audited import GENERATION, release_subject
from publishing.releases.delivering.telling import tell
from publishing.releases.errors import RefusedError
from publishing.releases.models import LIVE, Channel, Release, ReleaseEvent
from publishing.releases.models.release import GROWING
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
    """Point ``channel`` at a release, inside the caller's transaction; raise RefusedError when someone was first."""
    generation = expected_generation + 1
    moved = Channel.objects.filter(pk=channel.pk, generation=expected_generation).update(
        generation=generation, current=to
    )
    if not moved:
        raise RefusedError(changed_meanwhile())
    reach(MoveStep.CHANNEL_MOVED)
    event = ReleaseEvent.objects.create(release=to, kind=kind, generation=generation, at=at, actor=by, reason=reason)
    reach(MoveStep.EVENT_WRITTEN)
    tell(event)
    reach(MoveStep.OUTBOX_WRITTEN)
    details = {"vingerafdruk": to.digest, GENERATION: generation}
    action = Action(f"release.{kind.value}")
    record(action=action, obj=release_subject(to.number), by=by, at=at, reason=reason, details=details)
