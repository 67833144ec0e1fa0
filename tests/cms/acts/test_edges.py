"""Every edge says where what happens within it comes from; whoever forgets to is found here."""

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
import time_machine
from celery import shared_task
from django.core.management import CommandError, call_command, get_commands
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.edges import ActingCommand, ActingMiddleware
from cms.acts.origin import Door, Origin, acting_from, current_origin, current_person
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent
from publishing.rounds.models import Round
from publishing.rounds.screens.forms import NO_BASE
from tests.factories import content
from tests.factories.audit import the_event
from tests.factories.people import person
from tests.factories.releases import candidate

OURS = ("cms.", "publishing.", "exporters")
seen: list[tuple[Origin, Any]] = []


@shared_task(name="tests.acts.look")
def look() -> None:
    seen.append((current_origin(), current_person()))


@shared_task(name="tests.acts.fail")
def fail() -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def nothing_seen() -> None:
    seen.clear()


def test_outside_of_every_edge_the_origin_is_unknown_and_so_is_the_person() -> None:
    assert current_origin() == Origin(Door.UNKNOWN, "")
    assert current_person() is None


class TestTasks:
    def test_name_themselves(self) -> None:
        look.delay()
        assert seen == [(Origin(Door.TASK, "tests.acts.look"), None)]
        assert current_origin().door == Door.UNKNOWN

    def test_that_are_run_within_a_command_give_its_origin_back(self) -> None:
        with acting_from(Door.COMMAND, "build_demo"):
            look.delay()
            assert current_origin() == Origin(Door.COMMAND, "build_demo")

    def test_that_fail_leave_their_edge(self) -> None:
        with pytest.raises(ZeroDivisionError):
            fail.delay()
        assert current_origin().door == Door.UNKNOWN


class TestCommands:
    def test_of_ours_are_all_edges(self) -> None:
        names = {name: app for name, app in get_commands().items() if app.startswith(OURS)}
        assert "publish_release" in names
        for name, app in names.items():
            command = import_module(f"{app}.management.commands.{name}").Command
            assert issubclass(command, ActingCommand), f"{name} is a bare BaseCommand"

    @pytest.mark.django_db
    def test_stand_on_record_by_name(self) -> None:
        content.step()
        candidate()
        person("publicist", Role.PUBLISHER)
        call_command("publish_release", "2026.1", "--by", "publicist", verbosity=0)
        event = the_event(Action.RELEASE_PUBLISHED)
        assert (event.door, event.door_detail) == ("command", "publish_release")

    @pytest.mark.django_db
    def test_that_are_refused_stand_on_record_too(self) -> None:
        person("publicist", Role.PUBLISHER)
        with pytest.raises(CommandError):
            call_command("publish_release", "2026.1", "--by", "publicist")
        event = the_event(Action.RELEASE_PUBLISHED)
        assert (event.result, event.door, event.refusal) == ("refused", "command", "Er is geen uitgave 2026.1.")


class TestRequests:
    @pytest.mark.parametrize(("path", "door"), [("/admin/jaarronde/", Door.SCREEN), ("/api/v1/uitgaven", Door.API)])
    def test_come_from_a_screen_or_the_api(self, path: str, door: Door) -> None:
        def answer(request: HttpRequest) -> HttpResponse:
            seen.append((current_origin(), current_person()))
            return HttpResponse()

        request = RequestFactory().get(path)
        request.user = User(username="sanne")
        ActingMiddleware(answer)(request)
        assert seen == [(Origin(door, f"GET {path}"), request.user)]
        assert current_origin().door == Door.UNKNOWN

    @pytest.mark.django_db
    def test_of_a_screen_stand_on_record_by_address(self) -> None:
        karin = person("karin", Role.PUBLISHER)
        browser = Client()
        browser.force_login(karin)
        dates = {"year": 2026, "reference_date": "2026-07-31", "deadline": "2026-10-01"}
        with time_machine.travel(datetime(2026, 9, 1, 12, tzinfo=UTC), tick=False):
            browser.post("/admin/jaarronde/openen/", {**dates, "base": NO_BASE, "warned_about": ""})
        assert Round.objects.filter(year=2026).exists()
        event = AuditEvent.objects.get(action=Action.ROUND_OPENED.value)
        assert (event.door, event.door_detail) == ("screen", "POST /admin/jaarronde/openen/")
        assert event.actor_username == "karin"
