"""The work of the scenarios, as a worker or a person does it. A person who presses again is told, and that is all."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from cms.accounts.models import User
from exporters.registry import EXPORTERS
from exporters.work import work_of
from publishing.attempts.attempting import attempt_work
from publishing.attempts.works import Work
from publishing.releases.asking.work import FREEZE
from publishing.releases.comparing.work import COMPARE
from publishing.releases.delivering.receivers import register_receiver
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import freeze_release
from publishing.releases.nightly.work import VERIFY
from publishing.releases.outbox import deliver_outbox
from publishing.releases.pack_work import PACK
from publishing.releases.publish import publish_release
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.models import RedactionRequest
from publishing.releases.rollback import rollback_release
from tests.factories.releases import REFERENCE_DATE
from tests.publishing.releases.delivering.local import LocalReceiver

# All kinds are made by the same steps: one from a release by itself, and one that follows another release.
EXPORTED = ("json-bundle", "change-report")


def freeze(subject: dict[str, Any], at: datetime) -> None:
    freeze_release(number="2026.1", reference_date=REFERENCE_DATE, round_year=subject["year"], by=None, at=at)


def freeze_asked(subject: dict[str, Any], at: datetime) -> None:
    attempt_work(work=FREEZE, subject=str(subject["asked"]), clock=lambda: at)


def publish(subject: str, at: datetime) -> None:
    with suppress(RefusedError):
        publish_release(number=subject, by=_publicist(), at=at)


def roll_back(subject: dict[str, Any], at: datetime) -> None:
    with suppress(RefusedError):
        rollback_release(number=subject["number"], reason="Proef", by=_publicist(), at=at)


def build_pack(subject: str, at: datetime) -> None:
    _do(PACK, subject, at)


def export(subject: str, at: datetime) -> None:
    for kind in EXPORTED:
        attempt_work(work=work_of(EXPORTERS[kind]), subject=subject, clock=lambda: at)


def compare(subject: str, at: datetime) -> None:
    _do(COMPARE, subject, at)


def deliver(subject: dict[str, Any], at: datetime) -> None:
    register_receiver(LocalReceiver(subject["address"]))
    deliver_outbox(at=at)


def verify(subject: str, at: datetime) -> None:
    _do(VERIFY, subject, at)


def redact(subject: dict[str, Any], at: datetime) -> None:
    """As who presses, or presses again, and as the sweep that follows."""
    register_receiver(LocalReceiver(subject["address"]))
    request = RedactionRequest.objects.get(pk=subject["request"])
    with suppress(RefusedError):
        confirm_redaction(request=request, by=_publicist(), at=at)
    deliver_outbox(at=at)
    assert clear_redactions(at=at) == []


def _do(work: Work, subject: str, at: datetime) -> None:
    assert attempt_work(work=work, subject=subject, clock=lambda: at)


def _publicist() -> User:
    return User.objects.get(username="publicist")
