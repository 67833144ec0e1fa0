"""What a person does on *Techniek* stands on record as a sentence, with why, in the transaction that does it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.roles import Role
from publishing.attempts.begin import begin
from publishing.attempts.errors import AttemptError, WorkError
from publishing.attempts.models import Attempt, PauseChange
from publishing.attempts.pausing import pause_work
from publishing.audit.actions import Action
from publishing.audit.errors import AuditError
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import sentence_of
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import OutboxEntry, Redelivery
from publishing.releases.pack_work import PACK
from publishing.releases.publish import publish_release
from tests.factories.audit import the_event
from tests.factories.people import person, signed_in
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db

ACTS = (
    Action.PUBLISHING_PAUSED,
    Action.PUBLISHING_RESUMED,
    Action.OUTBOX_REPLAYED,
    Action.ATTEMPT_RETRIED,
    Action.ATTEMPT_TAKEN_OVER,
)


def told() -> list[tuple[str, str, str]]:
    """Return each sentence with its reason and its door, oldest first."""
    events = AuditEvent.objects.filter(action__in=ACTS).order_by("pk")
    return [(sentence_of(one), one.reason, one.door) for one in events]


@pytest.fixture
def karin() -> Client:
    return signed_in(Role.PUBLISHER, name="karin")


def test_pausing_and_resuming(karin: Client) -> None:
    for reason, side in (("De opslag verhuist.", "aan"), ("Verhuisd.", "uit")):
        karin.post(reverse("techniek:pause"), {"reason": reason, "stand": side})
    assert told() == [
        ("karin pauzeerde het publiceren", "De opslag verhuist.", "screen"),
        ("karin hervatte het publiceren", "Verhuisd.", "screen"),
    ]


def test_a_pause_that_was_refused(karin: Client) -> None:
    pause_work(reason="Wacht.", by=person("joris"), at=AT)
    karin.post(reverse("techniek:pause"), {"reason": "Ook wachten.", "stand": "aan"})
    assert told()[1] == ("karin wilde het publiceren pauzeren; dat werd geweigerd", "Ook wachten.", "screen")


def test_a_pause_that_cannot_be_recorded_is_not_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise AuditError("vol")

    monkeypatch.setattr("publishing.attempts.pausing.record", fails)
    with pytest.raises(AuditError):
        pause_work(reason="Wacht.", by=person("joris"), at=AT)
    assert not PauseChange.objects.exists()


def test_delivering_again_what_was_delivered(karin: Client) -> None:
    published(by=person("joris"))
    entry = OutboxEntry.objects.get()
    karin.post(reverse("techniek:redeliver", args=[entry.pk]), {"reason": "De schijf was teruggezet."})
    assert told() == [("karin herhaalde de aflevering 'catalogus, generatie 1'", "De schijf was teruggezet.", "screen")]


def test_delivering_again_what_was_given_up_is_one_act() -> None:
    joris = person("joris")
    publish_release(number=candidate().number, by=joris, at=AT)
    entry = OutboxEntry.objects.get()
    held = begin(work=DELIVERY, subject=str(entry.pk), worker="een", clock=timezone.now)
    held.fail("De schijf is vol.", permanent=True)
    deliver_again(entry=entry, reason="Schijf geleegd.", by=joris, at=AT)
    assert [sentence for sentence, _, _ in told()] == ["joris herhaalde de aflevering 'catalogus, generatie 1'"]


def test_delivering_again_that_cannot_be_recorded_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    published(by=person("joris"))

    def fails(**_: object) -> None:
        raise AuditError("vol")

    monkeypatch.setattr("publishing.releases.delivering.replaying.record", fails)
    with pytest.raises(AuditError):
        deliver_again(entry=OutboxEntry.objects.get(), reason="Nog eens.", by=person(), at=AT)
    assert not Redelivery.objects.exists()
    assert not OutboxEntry.objects.waiting().exists()


def test_asking_for_another_go_and_being_refused_one(karin: Client) -> None:
    release = candidate()
    held = begin(work=PACK, subject=release.digest, worker="een", clock=timezone.now)
    held.fail(str(WorkError("De schijf is vol.")), permanent=True)
    address = reverse("techniek:retry", args=[held.pk])
    for reason in ("Schijf geleegd.", "Nog eens."):
        karin.post(address, {"reason": reason})
    name = f"het werk 'Pakket maken van {release}'"
    assert told() == [
        (f"karin liet {name} opnieuw doen", "Schijf geleegd.", "screen"),
        (f"karin wilde {name} opnieuw laten doen; dat werd geweigerd", "Nog eens.", "screen"),
    ]


def test_taking_over_what_hangs_and_nothing_when_it_does_not(karin: Client) -> None:
    release, ago = candidate(), timezone.now() - timedelta(hours=1)
    hangs = begin(work=PACK, subject=release.digest, worker="een", clock=lambda: ago)
    karin.post(reverse("techniek:take_over", args=[hangs.pk]))
    assert told() == [(f"karin nam het werk 'Pakket maken van {release}' over", "", "screen")]
    assert the_event(Action.ATTEMPT_TAKEN_OVER).object_id == str(hangs.pk)
    begin(work=PACK, subject=release.digest, worker="twee", clock=timezone.now)
    karin.post(reverse("techniek:take_over", args=[Attempt.objects.latest("pk").pk]))
    assert len(told()) == 1


def test_without_a_reason_nothing_is_done_and_the_refusal_stands() -> None:
    with pytest.raises(AttemptError, match="reden"):
        pause_work(reason=" ", by=person("joris"), at=AT)
    assert told() == [("joris wilde het publiceren pauzeren; dat werd geweigerd", "", "unknown")]
