"""*Techniek*: who may see it, what it tells, and the one button that does the right thing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.roles import Role
from exporters.kinds.json_bundle import JsonBundle
from exporters.steps import ExportStep
from exporters.work import work_of
from publishing.attempts.begin import begin
from publishing.attempts.errors import WorkError
from publishing.attempts.models import Attempt, PauseChange, State
from publishing.attempts.pausing import pause_work
from publishing.releases.models import DeliveryAttempt, OutboxEntry, Release
from publishing.releases.pack_work import PACK
from publishing.releases.publish import publish_release
from tests.factories.people import person, signed_in
from tests.factories.releases import candidate, published
from tests.publishing.releases.delivering.local import KIND, Server

pytestmark = pytest.mark.django_db

MAY = [Role.PUBLISHER, Role.ADMINISTRATOR]
MAY_NOT = [Role.EDITOR, Role.REVIEWER, Role.READER]
QUIET = "Alles is afgeleverd. Er loopt niets."


def shown(client: Client, address: str = "") -> str:
    answer = client.get(address or reverse("techniek:index"))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def failed(release: Release, *, permanent: bool = True) -> Attempt:
    """Let an attempt to make the pack of ``release`` fail."""
    held = begin(work=PACK, subject=release.digest, worker="een", clock=timezone.now)
    error = WorkError("De schijf is vol.", permanent=permanent)
    held.fail(str(error), detail="ENOSPC", permanent=permanent)
    return Attempt.objects.get(pk=held.pk)


def silent(release: Release) -> Attempt:
    """Leave an attempt behind whose worker died an hour ago."""
    ago = timezone.now() - timedelta(hours=1)
    held = begin(work=PACK, subject=release.digest, worker="een", clock=lambda: ago)
    return Attempt.objects.get(pk=held.pk)


@pytest.mark.parametrize("role", MAY_NOT)
def test_who_may_not_finds_no_door_and_changes_nothing(role: Role) -> None:
    client, release = signed_in(role), published(by=person())
    entry, attempt = OutboxEntry.objects.get(), failed(release)
    assert reverse("techniek:index") not in client.get("/admin/").content.decode()
    assert client.get(reverse("techniek:index")).status_code == 302
    for name, key in (("pause", None), ("retry", attempt.pk), ("take_over", attempt.pk), ("redeliver", entry.pk)):
        address = reverse(f"techniek:{name}", args=[] if key is None else [key])
        client.post(address, {"reason": "Omdat het kan.", "stand": "aan"})
    attempt.refresh_from_db()
    assert (PauseChange.objects.count(), attempt.again_at, OutboxEntry.objects.get().delivered_at) == (
        0,
        None,
        entry.delivered_at,
    )


@pytest.mark.parametrize("role", MAY)
def test_where_nothing_is_wrong_it_says_so(role: Role) -> None:
    client = signed_in(role)
    assert QUIET in shown(client)
    assert "Er is nog niets afgeleverd." in shown(client)
    assert reverse("techniek:index") in client.get("/admin/").content.decode()


def test_a_delivery_stands_there_with_what_was_answered(server: Server) -> None:
    published(by=person())
    said = shown(signed_in(Role.PUBLISHER))
    assert QUIET in said
    assert "Catalogus , generatie 1" in said or "Catalogus, generatie 1" in said
    assert "antwoord 200. dank je" in said


def test_what_failed_is_told_in_plain_words_and_tried_again_for_a_reason(
    django_capture_on_commit_callbacks: Any,
) -> None:
    release = candidate()
    attempt, client = failed(release), signed_in(Role.PUBLISHER)
    said = shown(client)
    assert f"Pakket maken van {release}" in said
    assert "De schijf is vol." in said
    assert "niet vanzelf opnieuw geprobeerd" in said
    address = reverse("techniek:retry", args=[attempt.pk])
    assert "Zeg waarom" in client.post(address, {"reason": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"reason": "De schijf is geleegd."})
    assert release.packs.count() == 1
    assert Attempt.objects.filter(kind=PACK.kind).newest().get().state == State.DONE
    assert "intussen opnieuw gedaan" in client.post(address, {"reason": "Nog eens."}).content.decode()


def test_what_is_asked_again_says_who_asked_until_it_begins() -> None:
    attempt, client = failed(candidate()), signed_in(Role.PUBLISHER, name="karin")
    client.post(reverse("techniek:retry", args=[attempt.pk]), {"reason": "Schijf geleegd."})
    assert "karin vroeg het opnieuw te doen: Schijf geleegd." in shown(client)


def test_what_is_tried_again_by_itself_says_when() -> None:
    failed(candidate(), permanent=False)
    assert "Wordt vanzelf opnieuw geprobeerd na" in shown(signed_in(Role.PUBLISHER))


def test_what_hangs_is_taken_over_with_one_button(django_capture_on_commit_callbacks: Any) -> None:
    release = candidate()
    attempt, client = silent(release), signed_in(Role.PUBLISHER)
    assert "Loopt vast" in shown(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("techniek:take_over", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert (attempt.state, release.packs.count()) == (State.LOST, 1)
    answer = client.post(reverse("techniek:take_over", args=[attempt.pk]), follow=True)
    assert "Er is niets veranderd" in answer.content.decode()
    assert client.get(reverse("techniek:take_over", args=[attempt.pk]))["Location"] == reverse("techniek:index")


def test_what_runs_is_shown_with_its_step_and_has_no_button() -> None:
    held = begin(work=work_of(JsonBundle()), subject=candidate().digest, worker="bezem-1:42", clock=timezone.now)
    held.note(ExportStep.WRITTEN)
    said = shown(signed_in(Role.PUBLISHER))
    assert "Loopt nu" in said
    assert "stap: bestand gemaakt" in said
    assert "Neem over" not in said


def test_a_delivery_that_failed_is_delivered_again_with_the_same_button(
    server: Server, django_capture_on_commit_callbacks: Any
) -> None:
    server.status = 500
    published(by=person())
    entry, client = OutboxEntry.objects.get(kind=KIND), signed_in(Role.ADMINISTRATOR)
    said = shown(client)
    assert "Ging mis" in said
    assert "Lever opnieuw af" in said
    server.status = 200
    address = reverse("techniek:redeliver", args=[entry.pk])
    assert "met hetzelfde kenmerk" in shown(client, address)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"reason": "Hun server is gemaakt."})
    assert QUIET in shown(client)
    assert "vroeg om opnieuw afleveren. Hun server is gemaakt." in shown(client)
    assert DeliveryAttempt.objects.filter(entry=entry).count() == 2


def test_a_delivery_that_waits_says_for_what(server: Server) -> None:
    publicist = person()
    candidate("2026.1")
    publish_release(number="2026.1", by=publicist, at=timezone.now())
    client = signed_in(Role.PUBLISHER)
    assert "Wacht tot de catalogus is bijgewerkt." in shown(client)
    assert "Is binnen een minuut aan de beurt." in shown(client)
    pause_work(reason="Even niet.", by=publicist, at=timezone.now())
    assert "Wacht tot het werk wordt hervat." in shown(client)


def test_the_pause_is_turned_with_a_reason_and_back() -> None:
    client = signed_in(Role.PUBLISHER, name="karin")
    address = reverse("techniek:pause")
    assert "Pauzeren" in shown(client, address)
    client.post(address, {"reason": "", "stand": "aan"})
    assert not PauseChange.objects.exists()
    client.post(address, {"reason": "De opslag verhuist.", "stand": "aan"})
    assert "De opslag verhuist." in shown(client)
    assert "karin heeft" in client.post(address, {"reason": "Nog eens.", "stand": "aan"}).content.decode()
    assert "Begin opnieuw" in client.post(address, {"reason": "Anders.", "stand": "half"}).content.decode()
    assert "Alles wat is blijven liggen" in shown(client, address)
    client.post(address, {"reason": "Verhuisd.", "stand": "uit"})
    assert list(PauseChange.objects.order_by("pk").values_list("is_paused", "reason")) == [
        (True, "De opslag verhuist."),
        (False, "Verhuisd."),
    ]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/account/"])
def test_every_role_sees_on_every_screen_that_it_is_paused(role: Role, address: str) -> None:
    client = signed_in(role)
    assert "gepauzeerd" not in client.get(address, follow=True).content.decode()
    pause_work(reason="De opslag verhuist.", by=person("karin"), at=timezone.now())
    said = client.get(address, follow=True).content.decode()
    assert "Het publiceren is gepauzeerd door karin, sinds" in said
    assert "De opslag verhuist." in said


def test_who_is_not_signed_in_reads_no_reason() -> None:
    pause_work(reason="De opslag verhuist.", by=person("karin"), at=timezone.now())
    assert "verhuist" not in Client().get("/admin/login/").content.decode()
