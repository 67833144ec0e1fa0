"""Planning: a release goes out at an agreed minute, or people hear why not.

A planning is bound to a release, so to its bytes: editing goes on meanwhile, and freezing anew takes nothing of it
along. It is looked at every minute (``publish_due``), by a worker or by ``manage.py tick``; whoever comes second finds
it done.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from publishing.attempts.pausing import current_pause
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.freezing.checking import day_of
from publishing.releases.alarms import raise_alarm
from publishing.releases.audited import release_subject
from publishing.releases.errors import RefusedError, ReleaseError
from publishing.releases.models import Planning, Publication, Release
from publishing.releases.number import check_number_follows
from publishing.releases.permitted import check_may_publish
from publishing.releases.preparing import departures_since, prepare_release
from publishing.releases.publish import candidate_of, publish_release, reasons_against
from publishing.store.base import StoreError

GRACE = timedelta(minutes=2)  # later than this is overdue: with a look every minute, an alarm within five
_AHEAD = timedelta(minutes=30)  # so long before, everything that takes time is done


def plan_publication(*, release: Release, due: datetime, by: User, at: datetime) -> Planning:
    """Plan that ``release`` goes out at the instant ``due``; raise RefusedError with all that stands in the way now."""
    if due <= at:
        raise RefusedError(f"{shown(due)} is al voorbij. Kies een moment dat nog komt.")
    if candidate_of(release.number) != release:
        raise RefusedError(f"Deze kandidaat van {release.number} is vervangen door een nieuwere. Plan die.")
    check_number_follows(release.number)
    if reasons := reasons_against(release):
        raise RefusedError(f"Uitgave {release.number} kan nog niet gepland worden. " + " ".join(reasons))
    try:
        with transaction.atomic():
            made = Planning.objects.create(release=release, due=due, planned_by=by, planned_at=at)
            _record(made, Action.RELEASE_SCHEDULED, by=by, at=at)
    except IntegrityError as error:
        raise RefusedError("Er is al een publicatie gepland. Zeg die eerst af.") from error
    return made


@transaction.atomic
def cancel_planning(*, planning: Planning, reason: str, by: User, at: datetime) -> None:
    """Take ``planning`` back; raise RefusedError without a reason, or when it is no longer to come."""
    if not reason.strip():
        raise RefusedError("Zeg waarom de publicatie niet doorgaat. Wie het later naleest, ziet die reden.")
    ended = Planning.objects.waiting().filter(pk=planning.pk)
    if not ended.update(outcome=Planning.Outcome.CANCELLED, ended_at=at, ended_by=by, why=reason.strip()):
        raise RefusedError("Deze planning is al voorbij. Bekijk wat ervan kwam.")
    _record(planning, Action.RELEASE_UNSCHEDULED, by=by, at=at, reason=reason)


def publish_due(*, at: datetime) -> Planning | None:
    """Publish what is due, and return the planning that was looked at.

    What is refused ends the planning and raises an alarm. A store or database that does not answer leaves it waiting,
    for the next look; too late is an alarm by itself. While the work is paused nothing goes out.
    """
    if current_pause() is not None:
        return None
    planning = Planning.objects.waiting().select_related("release", "planned_by").first()
    if planning is None:
        return None
    if at < planning.due:
        _prepare(planning, at)
        return planning
    try:
        _publish(planning, at)
    except ReleaseError as error:
        _end_refused(planning, str(error), at)
    except (StoreError, OSError, DatabaseError) as error:
        _too_late(planning, at, because=f" De laatste poging: {error}")
    return planning


def look_for_overdue(*, at: datetime) -> None:
    """Raise an alarm for a planning that should have gone out by now."""
    planning = Planning.objects.waiting().select_related("release").first()
    if planning is not None:
        _too_late(planning, at, because="" if current_pause() is None else " Het werk is gepauzeerd.")


def shown(instant: datetime) -> str:
    """Return ``instant`` as people here read it."""
    return f"{timezone.localtime(instant, ZoneInfo(settings.TIME_ZONE)):%d-%m-%Y om %H:%M}"


def _record(planning: Planning, action: Action, *, by: User, at: datetime, reason: str = "") -> None:
    release = planning.release
    details = {"vingerafdruk": release.digest, "gepland op": planning.due.isoformat()}
    record(action=action, obj=release_subject(release.number), by=by, at=at, reason=reason, details=details)


def _publish(planning: Planning, at: datetime) -> None:
    release = planning.release
    if not Publication.objects.filter(release=release).exists():  # else somebody was first, or a worker died here
        check_may_publish(planning.planned_by)  # who planned it may have left since
        publish_release(number=release.number, by=planning.planned_by, at=at, expected_digest=release.digest)
    Planning.objects.waiting().filter(pk=planning.pk).update(outcome=Planning.Outcome.PUBLISHED, ended_at=at)


def _prepare(planning: Planning, at: datetime) -> None:
    """Do what takes time shortly before, so that the minute is kept; what is wrong shows when it is due."""
    release = planning.release
    if planning.due - at <= _AHEAD and departures_since(release, day_of(planning.due)):
        try:
            prepare_release(release=release, at=at)
        except (ReleaseError, StoreError, OSError) as error:
            which = f"De geplande uitgave {release.number} ({shown(planning.due)})"
            raise_alarm(
                subject=f"voorbereiding-{planning.pk}",
                message=f"{which} kan zo niet gepubliceerd worden. {error}",
                at=at,
            )


@transaction.atomic
def _end_refused(planning: Planning, why: str, at: datetime) -> None:
    ended = Planning.objects.waiting().filter(pk=planning.pk)
    if ended.update(outcome=Planning.Outcome.REFUSED, ended_at=at, why=why):
        raise_alarm(
            subject=f"planning-{planning.pk}",
            message=f"Uitgave {planning.release.number} is niet gepubliceerd op {shown(planning.due)}. {why}",
            at=at,
        )


def _too_late(planning: Planning, at: datetime, *, because: str) -> None:
    if at - planning.due > GRACE:
        number = planning.release.number
        raise_alarm(
            subject=f"te-laat-{planning.pk}",
            message=f"Uitgave {number} had live moeten zijn op {shown(planning.due)} en is dat nog niet.{because}",
            at=at,
        )
