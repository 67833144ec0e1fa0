"""Where a webhook goes: the very address that was judged, over https, within its time, and nowhere else."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter

import pytest
import time_machine
from pytest_django import Settings
from standardwebhooks import Webhook

from cms.accounts.models import User
from cms.links.requesting import Answer, Limits
from publishing.webhooks.models import Subscriber, SubscriberKey
from publishing.webhooks.sending import LIMITS, Sender, UndeliverableError, usual_sender, words_of
from tests.cms.links.certificates import certificate_for
from tests.factories.releases import AT
from tests.publishing.webhooks.subscriber import QUICK, Handler, Site, listening, subscribed

pytestmark = pytest.mark.django_db

BODY = '{"naam":"Café"}'.encode()


@pytest.fixture
def subscriber(publicist: User, settings: Settings) -> Subscriber:
    settings.WEBHOOK_ALLOW_PRIVATE = True
    return subscribed("Kennisnet", "https://127.0.0.1/", by=publicist)[0]


def send(subscriber: Subscriber, url: str, sender: Sender) -> Answer:
    subscriber.url = url
    return sender.send(subscriber, event="een-kenmerk", body=BODY, at=AT)


def test_over_tls_the_certificate_is_held_against_the_name_though_the_number_is_called(
    subscriber: Subscriber, tmp_path: Path
) -> None:
    both = certificate_for("afnemer.example", tmp_path)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(both)
    here = replace(QUICK, resolve=lambda *_: ["127.0.0.1"], tls=ssl.create_default_context(cafile=str(both)))
    with listening(serving) as site:
        port = site.server_port
        assert send(subscriber, f"https://afnemer.example:{port}/in?bak=1", here).status == 204
        assert site.told[0].headers["host"] == f"afnemer.example:{port}"
        with pytest.raises(UndeliverableError, match="certificaat"):
            send(subscriber, f"https://elders.example:{port}/", here)
        with pytest.raises(UndeliverableError, match="certificaat"):
            send(subscriber, f"https://afnemer.example:{port}/", replace(here, tls=None))
    assert len(site.told) == 1


class Rebinding:
    """A name that leads to this machine the first time that somebody asks, and elsewhere from then on."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return ["127.0.0.1" if self.asked == 1 else "192.0.2.1"]


def test_a_name_is_looked_up_once_and_that_address_is_called(subscriber: Subscriber, site: Site) -> None:
    names = Rebinding()
    answer = send(subscriber, f"http://afnemer.example:{site.server_port}/", replace(QUICK, resolve=names))
    assert (answer.status, names.asked) == (204, 1)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address that is refused
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
    ],
)
def test_no_request_leaves_for_an_address_within_a_network(subscriber: Subscriber, ip: str) -> None:
    for found in ([ip], ["93.184.216.34", ip]):
        sender = Sender(resolve=lambda *_, found=found: found)
        with pytest.raises(UndeliverableError, match="afgesloten netwerk"):
            send(subscriber, "https://afnemer.example/", sender)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://afnemer.example/", "https"),
        ("https://iemand@afnemer.example/", "gebruikersnaam"),
        ("https://afnemer.example:8000/", "Poort 8000"),
        ("https://afnemer.example/\r\nX: y", "teken"),
    ],
)
def test_no_request_leaves_for_an_address_of_the_wrong_kind(subscriber: Subscriber, url: str, why: str) -> None:
    with pytest.raises(UndeliverableError, match=why):
        send(subscriber, url, Sender(resolve=lambda *_: ["93.184.216.34"]))


def test_the_settings_say_whether_private_addresses_are_allowed_and_all_of_it_takes_fifteen_seconds(
    settings: Settings,
) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = False
    assert (usual_sender().allow_private, LIMITS.total) == (False, 15)


def test_an_answer_that_comes_too_late_is_none(subscriber: Subscriber, site: Site) -> None:
    def say_nothing(handler: Handler) -> None:
        site.over.wait(30)

    site.answer = say_nothing
    began = perf_counter()
    with pytest.raises(UndeliverableError, match="duurde langer"):
        send(subscriber, site.address, replace(QUICK, limits=Limits(connect=1, silence=5, total=0.3)))
    assert perf_counter() - began < 3


def test_a_yes_whose_text_never_ends_is_a_yes(subscriber: Subscriber, site: Site) -> None:
    def begin_and_hang(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        site.over.wait(30)

    site.answer = begin_and_hang
    hurried = replace(QUICK, limits=Limits(connect=1, silence=0.3, total=5))
    assert send(subscriber, site.address, hurried).status == 200


def test_a_name_that_takes_too_long_to_be_found_is_not_waited_for(subscriber: Subscriber, site: Site) -> None:
    def never(host: str, port: int) -> list[str]:
        site.over.wait(30)
        return ["127.0.0.1"]

    hurried = replace(QUICK, resolve=never, limits=Limits(connect=1, silence=1, total=0.2))
    began = perf_counter()
    with pytest.raises(UndeliverableError, match="opzoeken"):
        send(subscriber, "http://afnemer.example/", hurried)
    assert perf_counter() - began < 3
    assert site.told == []


def test_of_an_answer_a_person_sees_no_more_than_text() -> None:
    assert words_of(Answer(200, {}, b"\x00een\r\n\ttwee\xff\x1b[31m")) == "een twee\ufffd [31m"


@pytest.fixture
def elsewhere() -> Iterator[datetime]:
    """The same moment as AT, told in another time zone, at which the clock stands."""
    with time_machine.travel(AT, tick=False):
        yield AT.astimezone(timezone(timedelta(hours=2)))


def test_the_signature_holds_whatever_time_zone_the_clock_is_in(
    publicist: User, site: Site, elsewhere: datetime
) -> None:
    subscriber, key = subscribed("Kennisnet", site.address, by=publicist)
    QUICK.send(subscriber, event="een-kenmerk", body=BODY, at=elsewhere)
    (told,) = site.told
    assert Webhook(key).verify(told.body, told.headers) == {"naam": "Café"}
    assert SubscriberKey.objects.count() == 1
