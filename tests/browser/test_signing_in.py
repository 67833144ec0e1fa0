"""Signing in as people do: a password, a second factor, a passkey, and what to do when all is lost."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from tests.browser.conftest import Visitor
from tests.factories.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(visitor: Visitor, who: User) -> Any:
    page = visitor.open("/admin/")
    page.get_by_label("Gebruikersnaam").fill(who.username)
    page.get_by_label("Wachtwoord", exact=False).first.fill("wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    return page


def test_somebody_new_makes_a_second_factor_and_gets_to_work(visitor: Visitor) -> None:
    sanne = person("sanne", Role.EDITOR)
    page = sign_in(visitor, sanne)
    page.get_by_text("Maak eerst een tweede factor").wait_for()
    assert visitor.accessibility_problems() == []
    page.get_by_role("link", name="App koppelen").click()
    page.get_by_label("Wachtwoord", exact=False).first.fill("wachtwoord")
    page.get_by_role("button").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Activeer").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    assert len(page.locator("#recovery_codes").input_value().split()) == 10
    page.get_by_role("link", name="Naar de werkplaats").click()
    page.wait_for_url(f"{visitor.address}/admin/")


def test_a_passkey_is_made_once_and_opens_the_door_without_a_password(visitor: Visitor) -> None:
    sanne = person("sanne", Role.EDITOR)
    protocol = visitor.page.context.new_cdp_session(visitor.page)
    protocol.send("WebAuthn.enable")
    made = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": {**made, "isUserVerified": True}})
    visitor.address = visitor.address.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    page = sign_in(visitor, sanne)
    page.get_by_role("link", name="Passkey maken").click()
    page.get_by_label("Wachtwoord", exact=False).first.fill("wachtwoord")
    page.get_by_role("button").click()
    page.get_by_label("Naam").fill("laptop van het werk")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    page.context.clear_cookies()
    page = visitor.open("/admin/")
    page.get_by_role("button", name="Inloggen met passkey").click()
    page.wait_for_url(f"{visitor.address}/admin/")
    assert Authenticator.objects.filter(user=sanne, type="webauthn").count() == 1


def test_at_the_width_of_a_telephone_nothing_sticks_out(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    sign_in(visitor, person("sanne", Role.EDITOR)).get_by_text("Maak eerst een tweede factor").wait_for()
    assert visitor.too_wide() == []
    visitor.open("/aanmelden/tweede-factor/webauthn/add/")
    assert visitor.too_wide() == []
