"""*Afnemers*: who may come in, the key that is seen once, the test button, deliveries, and what is on record."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import details_of, sentence_of
from publishing.releases.errors import RefusedError
from publishing.releases.models import OutboxEntry
from publishing.webhooks import managing
from publishing.webhooks.managing import add_subscriber
from publishing.webhooks.models import Subscriber, SubscriberKey
from publishing.webhooks.receiver import KIND
from tests.factories.people import signed_in
from tests.factories.releases import AT, published
from tests.publishing.webhooks.subscriber import Site, subscribed

pytestmark = pytest.mark.django_db

MAY = [Role.PUBLISHER, Role.ADMINISTRATOR]
MAY_NOT = [Role.EDITOR, Role.REVIEWER, Role.READER]
KEY = re.compile(r'value="(whsec_[^"]+)"')
REASON = {"reason": "Omdat het moet."}


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def address(name: str, *args: Any) -> str:
    return reverse(f"afnemers:{name}", args=args)


def on_record() -> list[str]:
    return [sentence_of(one) for one in AuditEvent.objects.filter(object_kind="afnemer").order_by("pk")]


@pytest.mark.parametrize("role", MAY_NOT)
def test_who_may_not_finds_no_door_and_changes_nothing(role: Role, site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    published(by=publicist)
    entry, client = OutboxEntry.objects.get(kind=KIND), signed_in(role)
    held, sent, record = list(Subscriber.objects.values()), len(site.told), on_record()
    assert address("index") not in client.get("/admin/").content.decode()
    for name in ("index", "add"):
        assert client.get(address(name)).status_code == 302
    client.post(address("add"), {"name": "Ander", "url": site.address})
    for name in ("change", "rotate", "try", "off", "on"):
        form = {"name": "Anders", "url": site.address, "replacing": subscriber.keys.get().pk, **REASON}
        client.post(address(name, subscriber.slug), form)
    client.post(address("replay", subscriber.slug, entry.pk), REASON)
    assert (list(Subscriber.objects.values()), len(site.told), on_record()) == (held, sent, record)
    assert SubscriberKey.objects.count() == 1
    assert OutboxEntry.objects.get(pk=entry.pk).delivered_at == entry.delivered_at


@pytest.mark.parametrize("role", MAY)
def test_a_subscriber_is_added_and_its_key_is_seen_once_and_nowhere_kept_as_it_is(role: Role, site: Site) -> None:
    client = signed_in(role, name="karin")
    assert "Er zijn nog geen afnemers." in words(client.get(address("index")))
    answer = client.post(address("add"), {"name": "Kennisnet", "url": site.address})
    (key,) = KEY.findall(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    subscriber = Subscriber.objects.get()
    held = subscriber.keys.get()
    assert held.opened() == key
    assert key not in held.sealed
    shown = (
        client.get(address("show", subscriber.slug)).content.decode() + client.get(address("index")).content.decode()
    )
    assert key not in shown
    assert not any(key in str(row) for row in AuditEvent.objects.values())
    assert key not in str(dict(client.session.items()))
    assert on_record() == ["karin voegde afnemer 'Kennisnet' toe"]
    assert address("index") in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://afnemer.example/", "begint niet met https://"),
        ("https://127.0.0.1/", "afgesloten netwerk"),
        ("https://[::ffff:10.0.0.1]/", "afgesloten netwerk"),
        ("https://169.254.169.254/latest", "afgesloten netwerk"),
        ("https://iemand:geheim@afnemer.example/", "gebruikersnaam of wachtwoord"),
        ("https://afnemer.example:22/", "Poort 22"),
        ("ftp://afnemer.example/", "begint niet met https://"),
        ("", "Geef het webadres"),
        ("https://afnemer.example/" + "x" * 500, "500"),
    ],
)
def test_an_address_to_which_nothing_may_be_sent_is_refused_with_why(url: str, said: str) -> None:
    client = signed_in(Role.PUBLISHER)
    assert said in words(client.post(address("add"), {"name": "Kennisnet", "url": url}))
    assert not Subscriber.objects.exists()


def test_two_subscribers_of_one_name_are_refused_and_two_that_look_alike_keep_apart(
    site: Site, publicist: User
) -> None:
    subscribed("Kennis net", site.address, by=publicist)
    client = signed_in(Role.PUBLISHER)
    assert "al een afnemer" in words(client.post(address("add"), {"name": "kennis NET", "url": site.address}))
    client.post(address("add"), {"name": "Kennis-net", "url": site.address})
    client.post(address("add"), {"name": "☃", "url": site.address})
    assert set(Subscriber.objects.values_list("slug", flat=True)) == {"kennis-net", "kennis-net-2", "afnemer"}


def test_the_test_button_sends_a_trial_at_once_and_shows_what_came_back(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    client = signed_in(Role.PUBLISHER, name="karin")
    site.status, site.words = 200, b"dank je <wel>"
    shown = words(client.post(address("try", subscriber.slug)))
    assert "nam het proefbericht aan" in shown
    assert "dank je &lt;wel&gt;" in shown
    assert b'"type":"nl.wegwijzer.proef"' in site.told[0].body
    site.status, site.words = 500, b""
    assert "niet aan Antwoord 500, zonder tekst." in words(client.post(address("try", subscriber.slug)))
    assert len(site.events) == 2
    assert client.get(address("try", subscriber.slug)).status_code == 302
    assert on_record()[1:] == ["karin stuurde een proefbericht aan afnemer 'Kennisnet'"] * 2
    assert details_of(AuditEvent.objects.filter(action="subscriber.tried").latest("pk").details) == "antwoord: 500"


def test_a_trial_that_does_not_arrive_says_why(publicist: User, settings: Settings) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = True
    subscriber, _ = subscribed("Kennisnet", "http://127.0.0.1:1/", by=publicist)
    client = signed_in(Role.PUBLISHER)
    assert "De site neemt geen verbinding aan." in words(client.post(address("try", subscriber.slug)))
    settings.WEBHOOK_KEYS = ["een heel andere sleutel van de instellingen"]
    assert "WEBHOOK_KEYS is veranderd" in words(client.post(address("try", subscriber.slug)))


def test_deliveries_stand_there_with_their_tries_and_can_be_replayed(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    client = signed_in(Role.PUBLISHER)
    page = address("show", subscriber.slug)
    assert "Er is nog niets afgeleverd." in words(client.get(page))
    site.status, site.words = 503, b"onderhoud"
    published(by=publicist)
    assert "antwoord 503. Kennisnet antwoordt 503. onderhoud" in words(client.get(page))
    assert "Wordt vanzelf opnieuw geprobeerd na" in words(client.get(page))
    assert "Kennisnet antwoordt 503." in words(client.get(address("index")))
    site.status = 200
    entry = OutboxEntry.objects.get(kind=KIND)
    replay = address("replay", subscriber.slug, entry.pk)
    assert "Zeg waarom." in words(client.post(replay, {"reason": " "}))
    assert client.post(replay, REASON).status_code == 302
    shown = words(client.get(page))
    assert "vroeg om opnieuw afleveren. Omdat het moet." in shown
    other, _ = subscribed("Ander", site.address, by=publicist)
    assert client.get(address("replay", other.slug, entry.pk)).status_code == 404


def test_a_subscriber_is_switched_off_with_a_reason_and_on_again(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    client = signed_in(Role.ADMINISTRATOR, name="bea")
    assert "Zeg waarom." in words(client.post(address("off", subscriber.slug), {"reason": ""}))
    client.post(address("off", subscriber.slug), REASON)
    assert "Staat uit sinds" in words(client.get(address("show", subscriber.slug)))
    assert "Omdat het moet." in words(client.get(address("index")))
    assert "staat al uit" in words(client.post(address("off", subscriber.slug), REASON))
    client.post(address("on", subscriber.slug))
    assert "staat al aan" in words(client.post(address("on", subscriber.slug)))
    assert on_record()[1:] == [
        "bea zette afnemer 'Kennisnet' uit",
        "bea wilde afnemer 'Kennisnet' uitzetten; dat werd geweigerd",
        "bea zette afnemer 'Kennisnet' aan",
        "bea wilde afnemer 'Kennisnet' aanzetten; dat werd geweigerd",
    ]


def test_a_changed_address_is_on_record_without_what_may_be_secret_in_it(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", f"{site.address}?token=geheim", by=publicist)
    client = signed_in(Role.PUBLISHER, name="karin")
    same = {"name": "Kennisnet", "url": subscriber.url}
    client.post(address("change", subscriber.slug), same)
    client.post(address("change", subscriber.slug), {**same, "name": "Kennisnet 2"})
    subscriber.refresh_from_db()
    assert (subscriber.name, subscriber.slug) == ("Kennisnet 2", "kennisnet")
    assert on_record()[1:] == ["karin wijzigde afnemer 'Kennisnet 2'"]
    assert not any("geheim" in str(row) for row in AuditEvent.objects.values())


def test_a_key_is_renewed_once_per_form_and_shown_once(site: Site, publicist: User) -> None:
    subscriber, old = subscribed("Kennisnet", site.address, by=publicist)
    client = signed_in(Role.PUBLISHER, name="karin")
    form = {"replacing": subscriber.keys.get().pk}
    (new,) = KEY.findall(client.post(address("rotate", subscriber.slug), form).content.decode())
    assert "intussen al vernieuwd" in words(client.post(address("rotate", subscriber.slug), form))
    assert new != old
    assert "ondertekent nog tot" in words(client.get(address("show", subscriber.slug)))
    assert on_record()[1:] == [
        "karin vernieuwde de sleutel van afnemer 'Kennisnet'",
        "karin wilde de sleutel van afnemer 'Kennisnet' vernieuwen; dat werd geweigerd",
    ]


def test_who_gives_a_name_at_the_same_moment_as_somebody_else_is_told_that_it_is_taken(
    publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed("Kennisnet", "https://afnemer.example/", by=publicist)
    monkeypatch.setattr(managing, "_check_name", lambda name, but: None)  # as who looked before the other committed

    with pytest.raises(RefusedError, match="Er is al een afnemer met de naam 'Kennisnet'"):
        add_subscriber(name="Kennisnet", url="https://afnemer.example/", by=publicist, at=AT)
