"""Adding and changing a target, pausing it and going on."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import order_delivery
from exporters.targets.recorded import subject_of_service, target_subject
from exporters.targets.roots import overlap, root_of
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.channels import live_channel
from publishing.releases.errors import RefusedError

FIELDS = {
    "name": "naam",
    "address": "adres",
    "channel": "kanaal",
    "kinds": "exportbestanden",
    "unpacked": "uitgepakt",
    "kept": "oude uitgaven bewaren",
}


@transaction.atomic
def add_target(*, values: Mapping[str, Any], by: User, at: datetime) -> Target:
    """Return a new target with ``values`` for each of FIELDS; raise RefusedError. Nothing is delivered yet."""
    _check(values, but=None)
    made = Target.objects.create(**values, slug=_free_slug(values["name"]), created_at=at)
    details = {FIELDS[name]: value for name, value in values.items()}
    record(action=Action.TARGET_ADDED, obj=target_subject(made), by=by, at=at, details=details)
    return made


@records_refusals(Action.TARGET_CHANGED, of=subject_of_service, on=RefusedError)
@transaction.atomic
def change_target(
    *,
    target: Target,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    look: Callable[[Target], None] = lambda _: None,
) -> None:
    """Give a target other values; raise RefusedError. Readers see it at the next delivery.

    What was not done yet at another address is not done any more: what lies there is left to its owner. ``look`` is
    called with the row under its lock, and raises where it may not be changed after all.
    """
    held = Target.objects.select_for_update().get(pk=target.pk)
    look(held)
    differing = {name: value for name, value in values.items() if getattr(held, name) != value}
    if not differing:
        return
    _check(values, but=held)
    details = {f"{FIELDS[name]} was": getattr(held, name) for name in differing}
    if "address" in differing:
        held.deliveries.open().update(ended_at=at, outcome=Delivery.Outcome.REPLACED)
    for name, value in differing.items():
        setattr(held, name, value)
    held.save(update_fields=[*differing])
    details |= {FIELDS[name]: value for name, value in differing.items()}
    record(action=Action.TARGET_CHANGED, obj=target_subject(held), by=by, at=at, details=details)


@records_refusals(Action.TARGET_PAUSED, of=subject_of_service, on=RefusedError)
@transaction.atomic
def pause_target(*, target: Target, reason: str, by: User, at: datetime) -> None:
    """Deliver nothing more to ``target`` for now; raise RefusedError. What is under way is finished."""
    if not reason.strip():
        raise RefusedError("Geef een reden: wie dit later naleest, ziet waarom.")
    if not Target.objects.active().filter(pk=target.pk).update(paused_at=at, paused_reason=reason.strip()):
        raise RefusedError("Dit doel is al gepauzeerd. Ververs de pagina.")
    record(action=Action.TARGET_PAUSED, obj=target_subject(target), by=by, at=at, reason=reason.strip())


@records_refusals(Action.TARGET_RESUMED, of=subject_of_service, on=RefusedError)
@transaction.atomic
def resume_target(*, target: Target, by: User, at: datetime) -> Delivery | None:
    """Deliver to ``target`` again, and return the delivery of what went live meanwhile; raise RefusedError."""
    paused = Target.objects.filter(pk=target.pk).exclude(paused_at=None)
    if not paused.update(paused_at=None, paused_reason=""):
        raise RefusedError("Dit doel is niet gepauzeerd. Ververs de pagina.")
    record(action=Action.TARGET_RESUMED, obj=target_subject(target), by=by, at=at)
    return _missed(target, by=by, at=at)


def _missed(target: Target, *, by: User, at: datetime) -> Delivery | None:
    live, newest = live_channel().current, target.deliveries.first()
    if newest is not None and newest.is_open and (newest.release == live or not target.follows_live):
        return newest  # it waited
    if not target.follows_live or live is None or newest is None or newest.release == live:
        return None
    return order_delivery(target=target, release=live, cause=Delivery.Cause.MOVE, by=by, at=at)


def _check(values: Mapping[str, Any], *, but: Target | None) -> None:
    others = Target.objects.all() if but is None else Target.objects.exclude(pk=but.pk)
    if others.filter(name__iexact=values["name"]).exists():
        raise RefusedError(f"Er is al een doel met de naam '{values['name']}'. Kies een andere naam.")
    _check_address(values["address"], others.values_list("address", "name"))
    if unknown := sorted(set(values["kinds"]) - EXPORTERS.keys()):
        raise RefusedError(f"De exportsoort ‘{unknown[0]}’ bestaat niet.")
    if not values["kinds"]:
        raise RefusedError("Kies wat dit doel krijgt: minstens één exportbestand.")
    _check_unpacked(values["kinds"], values["unpacked"])


def _check_address(address: str, others: Any) -> None:
    if not root_of(address, settings.TARGET_ROOTS):
        raise RefusedError(f"{address} ligt niet onder een plek waar doelen mogen liggen (TARGET_ROOTS).")
    if overlap(address, settings.RELEASE_STORE_URL):
        raise RefusedError("Daar ligt de opslag van uitgaven. Kies een andere plek.")
    for other, name in others:
        if overlap(address, other):
            raise RefusedError(f"Daar ligt doel '{name}' al, of het ligt erin. Geef elk doel een plek voor zich.")


def _check_unpacked(kinds: list[str], unpacked: list[str]) -> None:
    for kind in unpacked:
        if kind not in kinds:
            raise RefusedError(f"‘{EXPORTERS[kind].title}’ wordt niet afgeleverd en kan dus niet worden uitgepakt.")
        made = Artifact.objects.filter(kind=kind).order_by("-pk").first()
        if made is not None and made.media_type != "application/zip":
            raise RefusedError(f"‘{EXPORTERS[kind].title}’ is geen zip en kan niet worden uitgepakt.")


def _free_slug(name: str) -> str:
    base = slugify(name)[:80] or "doel"
    taken = set(Target.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(one for one in candidates if one not in taken)
