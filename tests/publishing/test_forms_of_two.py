"""Two people have the same form of ours open: who saves second sees what the first did, and loses nothing."""

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.roles import Role
from exporters.targets.managing import add_target
from exporters.targets.models import Target
from publishing.releases.errors import RefusedError
from publishing.rounds.models import Round
from publishing.webhooks.managing import change_subscriber
from publishing.webhooks.models import Subscriber
from tests.factories.people import person, signed_in
from tests.factories.rounds import opened
from tests.publishing.webhooks.subscriber import subscribed

ADDRESS = "https://afnemer.example/berichten"
SCREENS = ["afnemer", "doel", "ronde"]


class Screen:
    """A form with one field that two people change, each in a browser of their own."""

    def __init__(self, which: str, place: Path) -> None:
        self.boss = person("karin", Role.ADMINISTRATOR, Role.PUBLISHER)
        if which == "afnemer":
            subscribed("Bibliotheek", ADDRESS, by=self.boss)
            self.address, self.field = reverse("afnemers:change", args=["bibliotheek"]), "name"
            self.label, self.values = "Naam", ("Bibliotheek Noord", "Bibliotheek Zuid")
        elif which == "doel":
            values: dict[str, Any] = {"name": "Website", "address": f"{place.as_uri()}/website", "channel": "live"}
            values |= {"kinds": ["json-bundle"], "unpacked": [], "kept": 1}
            add_target(values=values, by=self.boss, at=timezone.now())
            self.address, self.field = reverse("doelen:change", args=["website"]), "kept"
            self.label, self.values = "Oude uitgaven bewaren", ("2", "3")
        else:
            opened(self.boss)
            self.address, self.field = reverse("jaarronde:dates"), "deadline"
            self.label, self.values = "Uiterste datum", ("2026-10-02", "2026-11-02")
        self.which = which

    def held(self) -> str:
        if self.which == "afnemer":
            return Subscriber.objects.get().name
        return str(Target.objects.get().kept if self.which == "doel" else Round.objects.get().deadline)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, db: None, tmp_path: Path, settings: Settings) -> Screen:
    settings.WEBHOOK_ALLOW_PRIVATE = True
    settings.TARGET_ROOTS = [tmp_path.as_uri()]
    return Screen(request.param, tmp_path)


def fields_of(page: str) -> dict[str, Any]:
    """Return what the form on a page sends back as it stands."""
    forms = (querydict_from_html(page, form_index=index) for index in range(page.count("<form")))
    (form,) = (found for found in forms if "seen" in found)
    return {name: values if len(values) > 1 else values[0] for name, values in form.lists()}


def opened_by(screen: Screen, name: str) -> tuple[Client, dict[str, Any]]:
    client = signed_in(Role.ADMINISTRATOR, Role.PUBLISHER, name=name)
    return client, fields_of(client.get(screen.address).content.decode())


def test_who_saves_second_sees_what_the_first_saved_and_may_save_knowingly(screen: Screen) -> None:
    first, first_form = opened_by(screen, "sanne")
    second, second_form = opened_by(screen, "joris")
    ours, theirs = screen.values
    assert first.post(screen.address, {**first_form, screen.field: ours}).status_code == 302

    told = second.post(screen.address, {**second_form, screen.field: theirs})

    words = told.content.decode()
    assert told.status_code == 200
    assert f"Iemand anders heeft dit intussen gewijzigd. {screen.label} is nu ‘{ours}’." in words
    assert screen.held() == ours
    again = fields_of(words)
    assert again[screen.field] == theirs
    assert second.post(screen.address, again).status_code == 302
    assert screen.held() == theirs


def test_alone_nobody_is_asked_anything(screen: Screen) -> None:
    client, form = opened_by(screen, "sanne")

    assert client.post(screen.address, {**form, screen.field: screen.values[0]}).status_code == 302
    assert screen.held() == screen.values[0]


def test_what_a_page_of_ours_never_sends_breaks_nothing(screen: Screen) -> None:
    client, form = opened_by(screen, "sanne")

    told = client.post(screen.address, {**form, "seen": "{geen json", screen.field: screen.values[0]})

    assert told.status_code == 200
    assert "Er is nog niets bewaard" in told.content.decode()


@pytest.mark.postgres
@pytest.mark.usefixtures("committed")
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_saves_and_the_other_hears_of_it(settings: Settings) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = True
    boss = person("karin", Role.ADMINISTRATOR)
    made, _ = subscribed("Bibliotheek", ADDRESS, by=boss)
    together, within, outcomes = threading.Barrier(2), threading.Barrier(2), []

    def look(held: Subscriber) -> None:
        with suppress(threading.BrokenBarrierError):
            within.wait(timeout=0.5)  # without a lock both stand here, and both see the old name
        if held.name != "Bibliotheek":
            raise RefusedError(held.name)

    def save(name: str) -> None:
        together.wait()
        try:
            change_subscriber(subscriber=made, name=name, url=ADDRESS, by=boss, at=timezone.now(), look=look)
            outcomes.append((name, "saved"))
        except RefusedError as error:
            outcomes.append((name, str(error)))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(name,)) for name in ("Noord", "Zuid")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = Subscriber.objects.get().name
    (other,) = {"Noord", "Zuid"} - {winner}
    assert sorted(outcomes) == sorted([(winner, "saved"), (other, winner)])
