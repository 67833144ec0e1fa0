"""What the world holds of the outside: who is told of releases, where they are put, and what went wrong on the way."""

from typing import TYPE_CHECKING, Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.utils import timezone

from cms.accounts.roles import Role
from cms.links.services import renew_addresses
from exporters.services import export_release
from exporters.targets.managing import add_target
from publishing.attempts.begin import begin
from publishing.attempts.models import Attempt
from publishing.releases.alarms import raise_alarm
from publishing.releases.asking.ask import ask_freeze
from publishing.releases.models import OutboxEntry
from publishing.releases.pack_work import PACK
from publishing.webhooks.managing import add_subscriber
from publishing.webhooks.receiver import KIND
from tests.factories.notices import asked_to_erase, notice
from tests.factories.previews import given

if TYPE_CHECKING:
    from tests.safety.world import World

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def subscribed(world: "World") -> dict[str, Any]:
    """Somebody who is told, at an address of this machine where nobody answers."""
    admin, at = world.people[Role.ADMINISTRATOR], timezone.now()
    return {"subscriber": add_subscriber(name="Scholen Online", url="http://127.0.0.1:9/", by=admin, at=at)[0]}


def told(world: "World") -> dict[str, Any]:
    """What was said beside the releases, and asked to be said no more."""
    editor, reviewer, publisher = (world.people[role] for role in (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER))
    at = timezone.now()
    return {
        "notice": notice(by=publisher, at=at, release=world.live),
        "erasure": asked_to_erase(world.live, "begrip", "prestatiedruk", by=reviewer, at=at),
        "access": given(world.candidate, editor, at=at).access,
        "entry": OutboxEntry.objects.filter(kind=KIND).latest("pk"),
    }


def work(world: "World") -> dict[str, Any]:
    """What workers did, were asked to do, and could not do."""
    at, admin = timezone.now(), world.people[Role.ADMINISTRATOR]
    held = begin(work=PACK, subject=world.first.digest, worker="een", clock=timezone.now)
    held.fail("De schijf is vol.", detail="ENOSPC", permanent=True)
    (artifact,) = export_release(release=world.live, at=at, kinds=["json-bundle"])
    place = {"address": f"{settings.TARGET_ROOTS[0]}/website", "channel": "live", "kinds": ["json-bundle"]}
    values = {"name": "Website", **place, "unpacked": [], "kept": 2}
    renew_addresses(at=at)
    TOTP.activate(world.people[Role.READER], SECRET)
    RecoveryCodes.activate(world.people[Role.READER])
    return {
        "attempt": Attempt.objects.get(pk=held.pk),
        "artifact": artifact,
        "target": add_target(values=values, by=admin, at=at),
        "alarm": raise_alarm(subject="nachtcontrole", message="Een bestand mist.", at=at),
        "freezing": ask_freeze(maker="round", about=world.round.pk, number="2026.2", by=admin, at=at)[0],
    }
