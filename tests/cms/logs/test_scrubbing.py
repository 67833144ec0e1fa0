"""No secret passes, by whatever name, in whatever shape; what is no secret does."""

import string
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from cms.logs.scrubbing import GONE, scrubbed, scrubbed_text

LETTERS = string.ascii_letters + string.digits
WORD = st.text(LETTERS, min_size=12, max_size=60).map(lambda text: f"Zq{text}")
ANYTHING = st.text(max_size=40)
NAMES = st.sampled_from(
    [
        "password",
        "Wachtwoord",
        "secret",
        "access_token",
        "X-Api-Key",
        "csrfmiddlewaretoken",
        "sessionid",
        "client-secret",
    ]
)


@given(name=NAMES, secret=WORD, sign=st.sampled_from(["=", ": ", "=>", '": "', "'='"]), around=ANYTHING)
def test_what_stands_behind_a_telling_name_goes(name: str, secret: str, sign: str, around: str) -> None:
    assert secret not in scrubbed_text(f"{around} {name}{sign}{secret}, {around}".replace("\n", " "))


@given(user=WORD, secret=WORD, scheme=st.sampled_from(["redis", "postgres", "amqps", "https"]), around=ANYTHING)
def test_what_opens_an_address_goes_and_where_it_leads_stays(user: str, secret: str, scheme: str, around: str) -> None:
    told = scrubbed_text(f"{around} {scheme}://{user}:{secret}@host.example:6379/0")
    assert user not in told
    assert secret not in told
    assert "host.example:6379/0" in told


@given(secret=st.text(LETTERS + "-._~+/=", min_size=8, max_size=80).map(lambda text: f"Zq{text}"))
def test_headers_that_carry_a_key_go(secret: str) -> None:
    for line in (f"Authorization: Bearer {secret}", f"{{'Cookie': 'a=b; c={secret}'}}", f"set-cookie: x={secret}"):
        assert secret not in scrubbed_text(line)


@given(key=st.binary(min_size=24, max_size=64))
def test_the_key_of_a_subscriber_goes(key: bytes) -> None:
    secret = b64encode(key).decode()
    assert secret not in scrubbed_text(f"signed with whsec_{secret} at noon")


@given(
    name=NAMES,
    value=st.recursive(WORD, lambda inner: st.lists(inner, min_size=1) | st.dictionaries(st.text(max_size=5), inner)),
)
def test_a_secret_goes_however_deep_it_lies(name: str, value: Any) -> None:
    told = scrubbed({"outer": [{"inner": {name: value}}]})
    assert told == {"outer": [{"inner": {name: GONE if value else value}}]}


def test_what_the_settings_hold_goes_by_its_value(settings: Settings) -> None:
    settings.SECRET_KEY = "geheimzinnig-en-lang-genoeg"
    settings.WEBHOOK_KEYS = ["eerste-woord-dat-verzegelt", "tweede-woord-dat-opent"]
    settings.CELERY_BROKER_URL = "redis://:het-woord-van-de-broker@host/0"
    told = scrubbed_text(
        "geheimzinnig-en-lang-genoeg tweede-woord-dat-opent eerste-woord-dat-verzegelt het-woord-van-de-broker"
    )
    assert told == " ".join([GONE] * 4)


@pytest.mark.parametrize(
    "text",
    [
        "De nachtelijke controle vond 2 verschillen.",
        "public/packs/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.sqlite",
        "POST /admin/rondes/2026/items/3/ 200",
        "s3://bucket/folder/public/catalogue.json",
        "0123456789abcdef0123456789abcdef",
        "plan 12 stopped in stage applying",
    ],
)
def test_what_a_beheerder_needs_stays(text: str) -> None:
    assert scrubbed_text(text) == text


def test_a_mail_address_is_a_person_and_goes() -> None:
    assert scrubbed_text("mail to sanne.devries@school.example failed") == "mail to [e-mailadres] failed"
