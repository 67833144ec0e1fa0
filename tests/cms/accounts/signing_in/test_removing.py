"""A beheerder helps who lost phone and recovery codes, and that stays on record."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.signing_in import removing
from publishing.audit.models import AuditEvent
from tests.factories.people import person

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def sanne() -> User:
    found = person("sanne", Role.EDITOR)
    found.email = "sanne@school.example"
    found.save()
    TOTP.activate(found, SECRET)
    return found


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def ask(client: Client, who: User, reason: str = "Telefoon kwijt, gebeld.") -> str:
    address = reverse("wagtailusers_users:second_factor", args=[who.pk])
    return client.post(address, {"reason": reason}).content.decode()


def has_one(who: User) -> bool:
    return Authenticator.objects.filter(user=who).exists()


def test_a_beheerder_takes_it_away_with_a_reason_and_its_owner_hears(
    sanne: User, django_capture_on_commit_callbacks: object
) -> None:
    client = signed_in(person("beer", Role.ADMINISTRATOR))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        ask(client, sanne)
    assert not has_one(sanne)
    event = AuditEvent.objects.get(action="person.second-factor-removed")
    assert event.reason == "Telefoon kwijt, gebeld."
    assert [message.to for message in mail.outbox] == [["sanne@school.example"]]
    assert "gevraagd" in mail.outbox[0].body


def test_without_a_reason_nothing_happens(sanne: User) -> None:
    assert "verplicht" in ask(signed_in(person("beer", Role.ADMINISTRATOR)), sanne, reason=" ")
    assert has_one(sanne)


def test_nobody_takes_away_their_own() -> None:
    beer = person("beer", Role.ADMINISTRATOR)
    TOTP.activate(beer, SECRET)
    assert "neemt een ander weg" in ask(signed_in(beer), beer)
    assert has_one(beer)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_can(role: Role, sanne: User) -> None:
    ask(signed_in(person("iemand", role)), sanne)
    assert has_one(sanne)


def test_a_beheerder_cannot_touch_a_superuser() -> None:
    boss = User.objects.create_superuser("baas")
    TOTP.activate(boss, SECRET)
    ask(signed_in(person("beer", Role.ADMINISTRATOR)), boss)
    assert has_one(boss)


def test_who_has_none_is_said(sanne: User) -> None:
    Authenticator.objects.all().delete()
    client = signed_in(person("beer", Role.ADMINISTRATOR))
    assert "heeft geen tweede factor" in ask(client, sanne)
    page = client.get(reverse("wagtailusers_users:edit", args=[sanne.pk])).content.decode()
    assert "Heeft nog geen tweede factor." in page


def test_a_mail_server_that_is_away_undoes_nothing_and_says_nothing_wrong(
    sanne: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    def away(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(removing, "send_mail", away)
    client = signed_in(person("beer", Role.ADMINISTRATOR))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        ask(client, sanne)
    assert not has_one(sanne)
