"""There is one way in, and nobody works here on a password alone."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.signing_in.sealing import SealError, seal, unseal
from tests.factories.people import person

pytestmark = pytest.mark.django_db
PASSWORD = "wachtwoord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DOORS = ("/admin/", "/admin/users/", "/admin/pages/", "/admin/account/", "/voorbeeld/", "/admin/logboek/")


@pytest.fixture(autouse=True)
def _nothing_was_tried() -> None:
    cache.clear()


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def try_password(client: Client, login: str, password: str = PASSWORD) -> str:
    answer = client.post(reverse("account_login"), {"login": login, "password": password})
    return str(answer["Location"]) if answer.status_code == 302 else answer.content.decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("required")
def test_with_a_password_alone_every_door_leads_to_making_a_second_factor(door: str, role: Role) -> None:
    client = Client()
    client.force_login(person("sanne", role))
    for method in (client.get, client.post):
        answer = method(door)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.usefixtures("required")
def test_a_superuser_is_asked_too() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("baas", password="wachtwoord"))
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_the_account_page_leads_to_ones_own_second_factor() -> None:
    client = Client()
    client.force_login(person("karin", Role.EDITOR))
    shown = client.get("/admin/account/").content.decode()
    assert f'href="{reverse("mfa_index")}"' in shown
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.usefixtures("required")
def test_who_has_one_is_asked_for_it_after_the_password() -> None:
    sanne = person("sanne", Role.EDITOR)
    TOTP.activate(sanne, SECRET)
    RecoveryCodes.activate(sanne)
    client = Client()
    assert try_password(client, "sanne") == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.get("/admin/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)
    code = RecoveryCodes(Authenticator.objects.get(user=sanne, type="recovery_codes")).get_unused_codes()[0]
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_a_recovery_code_opens_once() -> None:
    sanne = person("sanne", Role.EDITOR)
    TOTP.activate(sanne, SECRET)
    RecoveryCodes.activate(sanne)
    code = RecoveryCodes(Authenticator.objects.get(user=sanne, type="recovery_codes")).get_unused_codes()[0]
    for number in range(2):
        client = Client()
        try_password(client, "sanne")
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client) is (number == 0)


@pytest.mark.usefixtures("required")
def test_another_password_by_mail_does_not_pass_the_second_factor() -> None:
    sanne = person("sanne", Role.EDITOR)
    sanne.email = "sanne@school.example"
    sanne.save()
    TOTP.activate(sanne, SECRET)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": sanne.email})
    (message,) = mail.outbox
    assert "werkplaats van de Wegwijzer Mentaal Kapitaal" in message.body
    assert message.body.count("testserver") == 1, "the host stands in the link and nowhere else"
    link = next(word for word in message.body.split() if "/aanmelden/password/reset/key/" in word)
    there = client.get(link.partition("testserver")[2])["Location"]
    client.post(there, {"password1": "een heel ander woord", "password2": "een heel ander woord"})
    assert not is_in(client)
    assert try_password(client, "sanne", "een heel ander woord") == reverse("mfa_authenticate")


def test_an_unknown_address_gets_no_mail_and_the_same_answer() -> None:
    person("sanne", Role.EDITOR)
    answer = Client().post(reverse("account_reset_password"), {"email": "niemand@school.example"})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_wagtails_own_ways_in_and_back_are_shut() -> None:
    assert Client().get("/admin/login/?next=/admin/pages/")["Location"] == "/aanmelden/login/?next=/admin/pages/"
    person("sanne", Role.EDITOR)
    client = Client()
    client.post("/admin/login/", {"username": "sanne", "password": "wachtwoord"})
    assert not is_in(client)
    assert Client().get("/admin/password_reset/").status_code == 404


def test_nobody_makes_an_account() -> None:
    filled_in = {"username": "nieuw", "email": "n@school.example", "password1": "lang genoeg woord", "password2": ""}
    answer = Client().post("/aanmelden/signup/", filled_in | {"password2": filled_in["password1"]})
    assert answer.status_code == 200
    assert not User.objects.filter(username="nieuw").exists()


def test_who_was_deactivated_stays_out() -> None:
    sanne = person("sanne", Role.EDITOR)
    sanne.is_active = False
    sanne.save()
    client = Client()
    try_password(client, "sanne")
    assert not is_in(client)


def test_after_five_wrong_passwords_the_right_one_has_to_wait() -> None:
    person("sanne", Role.EDITOR)
    for _ in range(5):
        assert "horen niet bij elkaar" in try_password(Client(), "sanne", "fout")
    client = Client()
    assert "Wacht vijf minuten" in try_password(client, "sanne")
    assert not is_in(client)


def test_secrets_lie_sealed_in_the_database(settings: Settings) -> None:
    TOTP.activate(person("sanne", Role.EDITOR), SECRET)
    held = Authenticator.objects.get().data["secret"]
    assert SECRET not in held
    assert unseal(held) == SECRET
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe sleutel"
    assert unseal(held) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealError):
        unseal(held)
    assert seal(SECRET) != seal(SECRET)
