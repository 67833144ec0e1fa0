"""*Doelen*: who may come in and do what, by effect, and what people read there."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import ask_delivery
from exporters.targets.work import WORK
from publishing.attempts.sweeping import do_all
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import sentence_of
from publishing.releases.models import Release
from tests.exporters.targets.readers import number_at
from tests.exporters.targets.tampering import change
from tests.factories import content
from tests.factories.people import person, signed_in
from tests.factories.releases import candidate, published

pytestmark = pytest.mark.django_db

DELIVERS = [Role.PUBLISHER, Role.ADMINISTRATOR]
SEES_NOTHING = [Role.EDITOR, Role.REVIEWER, Role.READER]
REASON = {"reason": "Omdat het moet."}


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def address(name: str, *args: Any) -> str:
    return reverse(f"doelen:{name}", args=args)


def form(place: Path, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Open data",
        "root": place.as_uri(),
        "folder": "open-data",
        "channel": "test",
        "kinds": ["json-bundle"],
        "kept": 1,
        **changes,
    }


def on_record() -> list[str]:
    return [sentence_of(one) for one in AuditEvent.objects.filter(object_kind="doel").order_by("pk")]


def everything() -> tuple[Any, ...]:
    return (list(Target.objects.values()), list(Delivery.objects.values()), on_record())


def swept() -> int:
    return do_all(WORK, clock=timezone.now)


@pytest.fixture
def release(directory: Target, admin: User) -> Release:
    content.definition()
    made = published("2026.1", by=admin)
    swept()
    return made


def manage(client: Client, root: Path, slug: str) -> None:
    """Try every act of who manages targets."""
    client.post(address("add"), form(root))
    client.post(address("change", slug), form(root, name="Anders"))
    client.post(address("pause", slug), REASON)
    client.post(address("resume", slug), {})


def deliver(client: Client, slug: str, release: Release) -> None:
    """Try every act of who delivers."""
    client.post(address("deliver", slug), {"release": release.digest})
    client.post(address("over", slug), {"release": release.digest, **REASON})
    client.post(address("retry", slug), {})


@pytest.mark.parametrize("role", SEES_NOTHING)
def test_who_may_not_finds_no_door_sees_nothing_and_changes_nothing(
    role: Role, directory: Target, release: Release, root: Path
) -> None:
    client, before = signed_in(role), everything()
    assert address("index") not in client.get("/admin/").content.decode()
    for path in (address("index"), address("add"), *(address(name, "website") for name in ("show", "status"))):
        assert client.get(path).status_code == 302
    for name in ("change", "pause", "resume", "dry_run", "deliver", "over"):
        assert client.get(address(name, "website")).status_code == 302
    manage(client, root, "website")
    deliver(client, "website", release)
    assert everything() == before


def test_a_publicist_delivers_and_sees_and_manages_nothing(directory: Target, release: Release, root: Path) -> None:
    client, before = signed_in(Role.PUBLISHER, name="karin"), everything()
    manage(client, root, "website")
    assert everything() == before
    shown = client.get(address("show", "website")).content.decode()
    assert address("deliver", "website") in shown
    assert address("change", "website") not in shown
    assert address("add") not in client.get(address("index")).content.decode()
    client.post(address("deliver", "website"), {"release": release.digest})
    assert on_record()[-1] == "karin liet afleveren aan doel 'Website'"


@pytest.mark.parametrize("role", DELIVERS)
def test_who_delivers_looks_first_and_then_finds_everything_delivered(
    role: Role, directory: Target, release: Release, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(role)
    assert "ligt hier al, met precies deze bestanden" in words(client.get(address("dry_run", "website")))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address("deliver", "website"), {"release": release.digest}, follow=True)
    assert "Uitgave 2026.1 wordt afgeleverd." in words(answer)
    assert "Alles lag er al." in words(client.get(address("show", "website")))


def test_an_administrator_adds_one_below_a_root_and_changes_pauses_and_resumes_it(
    root: Path, admin: User, release: Release, settings: Settings
) -> None:
    client = signed_in(Role.ADMINISTRATOR, name="anna")
    assert "Er wordt nog niets afgeleverd." in words(client.get(address("add")))
    client.post(address("add"), form(root))
    made = Target.objects.get(slug="open-data")
    assert (made.address, made.kinds, made.kept) == (f"{root.as_uri()}/open-data", ["json-bundle"], 1)
    client.post(address("change", "open-data"), form(root, folder="open/data", channel="live"))
    client.post(address("pause", "open-data"), REASON)
    assert "Gepauzeerd" in words(client.get(address("show", "open-data")))
    client.post(address("resume", "open-data"), {})
    made.refresh_from_db()
    assert (made.address, made.channel, made.is_active) == (f"{root.as_uri()}/open/data", "live", True)
    assert on_record()[-4:] == [
        f"anna {did} doel 'Open data'{rest}"
        for did, rest in (("voegde", " toe"), ("wijzigde", ""), ("pauzeerde", ""), ("hervatte", ""))
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"folder": "../elders"}, "Zo kan een map niet heten"),
        ({"folder": "a/../../b"}, "Zo kan een map niet heten"),
        ({"folder": "/etc/cron.d/.x"}, "Zo kan een map niet heten"),
        ({"folder": ".verborgen"}, "Zo kan een map niet heten"),
        ({"folder": "a//b"}, "Zo kan een map niet heten"),
        ({"folder": "%2e%2e/b"}, "Zo kan een map niet heten"),
        ({"folder": "a\nb"}, "Zo kan een map niet heten"),
        ({"folder": ""}, "elk doel heeft een plek voor zich"),
        ({"folder": "website"}, "ligt doel &#x27;Website&#x27; al"),
        ({"folder": "website/diep"}, "ligt doel &#x27;Website&#x27; al"),
        ({"root": "file:///etc"}, "Deze plek mag niet"),
        ({"name": "website"}, "Er is al een doel met de naam"),
        ({"kinds": []}, "minstens één exportbestand"),
        ({"kinds": ["onzin"]}, "onzin"),
        ({"unpacked": ["json-bundle"]}, "is geen zip"),
        ({"unpacked": ["boom"]}, "wordt niet afgeleverd"),
        ({"kept": "-1"}, "minstens 0 is"),
        ({"kept": "999"}, "hoogstens 20 is"),
        ({"channel": "productie"}, "productie"),
    ],
)
def test_what_cannot_be_is_refused_with_why_and_nothing_is_made(
    changes: dict[str, Any], said: str, root: Path, release: Release
) -> None:
    answer = signed_in(Role.ADMINISTRATOR).post(address("add"), form(root, **changes))
    assert said in words(answer)
    assert Target.objects.count() == 1


def test_what_went_wrong_is_said_and_begins_again_with_a_button(
    directory: Target, root: Path, admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    root.mkdir()
    (root / "website").write_text("een bestand waar een map hoort")
    published("2026.1", by=admin)
    assert swept() == 0
    client = signed_in(Role.PUBLISHER)
    said = words(client.get(address("index")))
    assert "mislukt" in said
    assert "kwam niet aan. In de map" in said
    assert "waar een map hoort" in said
    (root / "website").unlink()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("retry", "website"))
    assert number_at(directory) == "2026.1"
    assert "Hier ligt uitgave 2026.1" in words(client.get(address("show", "website")))


def test_what_others_changed_is_shown_by_name_and_delivered_over_for_a_reason(
    directory: Target, release: Release, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(Role.PUBLISHER, name="karin")
    change(directory)
    said = words(client.get(address("dry_run", "website")))
    assert "gewijzigd buiten ons om" in said
    assert "‘boom/index.html’ is veranderd" in said
    client.post(address("deliver", "website"), {"release": release.digest})
    assert swept() == 0
    shown = client.get(address("show", "website"))
    assert "gewijzigd buiten ons om" in words(shown)
    assert address("over", "website") in shown.content.decode()
    assert "Zeg waarom" in words(client.post(address("over", "website"), {"release": release.digest}))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("over", "website"), {"release": release.digest, **REASON})
    assert number_at(directory) == "2026.1"
    assert on_record()[-1] == "karin leverde over wijzigingen heen af aan doel 'Website'"


def test_a_target_of_tests_offers_candidates_and_one_that_follows_live_only_what_is_live(
    directory: Target, release: Release
) -> None:
    content.definition("Nog een begrip")
    new, client = candidate("2026.2"), signed_in(Role.PUBLISHER)
    assert "2026.2" not in words(client.get(address("deliver", "website")))
    client.post(address("deliver", "website"), {"release": new.digest})
    assert not Delivery.objects.filter(release=new).exists()
    directory.channel = Target.Channel.TEST
    directory.save()
    assert "2026.2 (kandidaat)" in words(client.get(address("deliver", "website")))


def test_the_page_hears_how_far_a_delivery_is(directory: Target, release: Release, admin: User) -> None:
    client = signed_in(Role.PUBLISHER)
    before = client.get(address("status", "website")).json()["stage"]
    ask_delivery(target=directory, release=release, by=admin, at=timezone.now() - timedelta(minutes=1))
    assert client.get(address("status", "website")).json()["stage"] != before
    assert "data-progress" in client.get(address("show", "website")).content.decode()


def test_without_any_root_the_list_says_what_to_set(settings: Settings, db: None) -> None:
    settings.TARGET_ROOTS = []
    client = signed_in(Role.ADMINISTRATOR)
    said = client.get(address("index"))
    assert "TARGET_ROOTS" in words(said)
    assert address("add") not in said.content.decode()
    client.post(
        address("add"), {"name": "X", "root": "file:///etc", "folder": "x", "kinds": ["json-bundle"], "kept": 1}
    )
    assert not Target.objects.exists()


def test_a_name_that_is_code_is_shown_as_text(root: Path, admin: User, release: Release) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    client.post(address("add"), form(root, name="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get(address("index")).content.decode()


def test_somebody_who_lost_the_role_is_out_at_once(directory: Target, release: Release) -> None:
    who = person("karin", Role.PUBLISHER)
    client = Client()
    client.force_login(who)
    assert client.get(address("index")).status_code == 200
    who.groups.clear()
    assert client.get(address("index")).status_code == 302
