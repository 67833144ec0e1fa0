"""What asks for a delivery: a move, a redaction, a person, going on after a pause; and what the database refuses."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from exporters.targets import delivering
from exporters.targets.base import Place
from exporters.targets.managing import change_target, pause_target, resume_target
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND, ask_delivery
from exporters.targets.outside import Found, look_at
from exporters.targets.places import place_of
from exporters.targets.receiver import TargetReceiver
from exporters.targets.work import WORK, overdue_targets
from publishing.attempts.models import Attempt
from publishing.attempts.sweeping import do_all
from publishing.attempts.watching import WATCHES
from publishing.releases.delivering.receivers import RECEIVERS
from publishing.releases.errors import RefusedError
from publishing.releases.models import OutboxEntry, Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.rollback import rollback_release
from tests.exporters.targets.conftest import Tree
from tests.exporters.targets.readers import folder_of, number_at, read_whole
from tests.factories import content
from tests.factories.notices import asked_to_erase
from tests.factories.people import person
from tests.factories.releases import AT, published

pytestmark = pytest.mark.django_db


def swept() -> int:
    return do_all(WORK, clock=lambda: AT)


@pytest.fixture
def release(directory: Target, admin: User) -> Release:
    content.definition("Geheim", body="<p>Zeer geheim.</p>")
    made = published("2026.1", by=admin)
    assert swept() == 1
    return made


def test_a_move_is_told_to_targets_that_follow_live_and_to_no_other(directory: Target, admin: User) -> None:
    assert list(RECEIVERS["target"].destinations()) == ["website"]
    pause_target(target=directory, reason="Verhuizing", by=admin, at=AT)
    assert list(RECEIVERS["target"].destinations()) == []


def test_the_same_event_told_twice_asks_once(directory: Target, release: Release) -> None:
    entry = OutboxEntry.objects.get(kind="target")
    receiver = TargetReceiver(clock=lambda: AT)
    assert receiver.deliver(entry) == receiver.deliver(entry)
    assert directory.deliveries.count() == 1


def test_an_old_event_delivers_what_is_live_now(directory: Target, release: Release, admin: User) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    Delivery.objects.all().delete()
    first = OutboxEntry.objects.filter(kind="target").earliest("pk")
    TargetReceiver(clock=lambda: AT).deliver(first)
    assert directory.deliveries.get().release.number == "2026.2"


def erase(release: Release) -> None:
    request = asked_to_erase(release, "begrip", "geheim", by=person("vrager"))
    confirm_redaction(request=request, by=person("bevestiger"), at=AT)
    deliver_outbox(at=AT)
    assert clear_redactions(at=AT) == []


def test_what_is_erased_leaves_the_target_also_from_the_folders_that_are_kept(
    directory: Target, release: Release, admin: User
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    assert swept() == 1
    assert any(b"Zeer geheim" in path.read_bytes() for path in folder_of(directory).rglob("*.json"))
    erase(release)
    assert swept() == 1
    assert [path for path in folder_of(directory).rglob("*.json") if b"Zeer geheim" in path.read_bytes()] == []
    assert number_at(directory) == "2026.2"


def test_on_a_target_for_tests_what_lies_there_is_delivered_anew_without_what_was_erased(
    directory: Target, release: Release, admin: User
) -> None:
    directory.channel = Target.Channel.TEST
    directory.save()
    erase(release)
    assert directory.deliveries.open().get().cause == Delivery.Cause.REDACTION
    assert swept() == 1
    found = read_whole(directory)
    assert found is not None
    assert not any(b"Zeer geheim" in data for data in found.values())


def test_a_paused_target_on_which_something_lies_that_was_erased_is_an_alarm(
    directory: Target, release: Release, admin: User
) -> None:
    pause_target(target=directory, reason="Verhuizing", by=admin, at=AT)
    erase(release)
    assert swept() == 0
    later = timezone.now() + timedelta(minutes=10)
    assert [line for line in WATCHES["targets"](later) if "nog wat is gewist" in line]
    waiting = resume_target(target=directory, by=admin, at=AT)
    assert waiting is not None
    assert swept() == 1
    assert list(WATCHES["targets"](later)) == []


def test_what_nobody_began_with_is_an_alarm_after_a_while(directory: Target, admin: User) -> None:
    made = published("2026.1", by=admin)
    asked = directory.deliveries.get()
    assert list(overdue_targets(asked.asked_at)) == []
    (line,) = overdue_targets(asked.asked_at + timedelta(minutes=6))
    assert f"uitgave {made.number} aan doel ‘Website’ wacht sinds" in line


def test_while_paused_nothing_is_delivered_and_after_that_what_is_live(
    directory: Target, release: Release, admin: User
) -> None:
    pause_target(target=directory, reason="Verhuizing", by=admin, at=AT)
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    with pytest.raises(RefusedError, match="gepauzeerd: Verhuizing"):
        ask_delivery(target=directory, release=release, by=admin, at=AT)
    assert (swept(), number_at(directory)) == (0, "2026.1")
    assert resume_target(target=directory, by=admin, at=AT) is not None
    assert (swept(), number_at(directory)) == (1, "2026.2")


def test_going_on_where_nothing_was_missed_delivers_nothing(directory: Target, release: Release, admin: User) -> None:
    pause_target(target=directory, reason="Verhuizing", by=admin, at=AT)
    assert resume_target(target=directory, by=admin, at=AT) is None


def test_at_a_new_address_everything_is_put_and_the_old_place_is_left_alone(
    directory: Target, release: Release, admin: User
) -> None:
    old = folder_of(directory)
    values = {name: getattr(directory, name) for name in ("name", "channel", "kinds", "unpacked", "kept")}
    change_target(target=directory, values={**values, "address": f"{directory.address}-nieuw"}, by=admin, at=AT)
    directory.refresh_from_db()
    ask_delivery(target=directory, release=release, by=admin, at=AT)
    assert swept() == 1
    assert number_at(directory) == "2026.1"
    assert (old / "actueel" / "overzicht.json").is_file()
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    assert swept() == 1
    assert len(list(place_of(directory).folders())) == 2


def test_an_exporter_that_changed_since_it_was_begun_makes_it_another_delivery(
    directory: Target, release: Release, tree: Tree, admin: User
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    begun = directory.deliveries.open().get()
    Delivery.objects.filter(pk=begun.pk).update(folder="0" * 64, overview=b'{"bestanden":[]}')
    tree.version, tree.pages = 2, (("nieuw.html", ""),)
    assert swept() >= 1
    begun.refresh_from_db()
    assert begun.outcome == Delivery.Outcome.REPLACED
    found = read_whole(directory)
    assert found is not None
    assert "boom/nieuw.html" in found


def test_what_was_replaced_while_its_changed_files_were_made_does_not_come_back(
    directory: Target, release: Release, tree: Tree, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    begun = directory.deliveries.open().get()
    Delivery.objects.filter(pk=begun.pk).update(folder="0" * 64, overview=b'{"bestanden":[]}')
    tree.version, tree.pages = 2, (("nieuw.html", ""),)

    def look_after_a_rollback(target: Target, place: Place) -> Found:
        if directory.deliveries.open().get() == begun:
            rollback_release(number="2026.1", reason="Fout", by=admin, at=AT)
            deliver_outbox(at=AT)
        return look_at(target, place)

    monkeypatch.setattr(delivering, "look_at", look_after_a_rollback)
    while swept():
        pass
    begun.refresh_from_db()
    assert begun.outcome == Delivery.Outcome.REPLACED
    assert (number_at(directory), directory.deliveries.open().exists()) == ("2026.1", False)


def test_one_kind_that_cannot_be_made_keeps_the_old_release_whole(
    directory: Target, release: Release, tree: Tree, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)

    def broken(*_: object) -> None:
        raise OSError("het lettertype ontbreekt")

    monkeypatch.setattr(Tree, "write", broken)
    assert swept() == 0
    error = Attempt.objects.newest().get(kind=KIND, subject=str(directory.deliveries.open().get().pk)).error
    assert "‘Boom’ is er niet. het lettertype ontbreekt" in error
    assert number_at(directory) == "2026.1"


def test_a_rollback_while_the_release_is_on_its_way_takes_its_place(
    directory: Target, release: Release, admin: User
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    rollback_release(number="2026.1", reason="Fout", by=admin, at=AT)
    deliver_outbox(at=AT)
    assert swept() == 1
    assert number_at(directory) == "2026.1"


@pytest.mark.parametrize(
    "values",
    [
        {"ended_at": AT},
        {"outcome": "delivered"},
        {"ended_at": AT, "outcome": "half"},
        {"ended_at": AT, "outcome": "delivered", "folder": ""},
        {"over_reason": "zomaar", "asked_by": None},
    ],
)
def test_the_database_refuses_a_delivery_that_cannot_be(
    directory: Target, release: Release, values: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(target=directory, release=release, cause="asked", asked_at=AT, address="x", **values)


def test_the_database_refuses_a_second_open_delivery_and_a_second_one_of_an_event(
    directory: Target, release: Release
) -> None:
    one = {"target": directory, "release": release, "cause": "move", "asked_at": AT, "address": "x"}
    event = uuid.uuid4()
    Delivery.objects.create(**one, event=event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(**one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(**one, event=event, ended_at=AT, outcome="replaced")


@pytest.mark.parametrize(
    "values", [{"paused_at": AT}, {"paused_reason": "x"}, {"kinds": []}, {"kept": 21}, {"channel": "x"}]
)
def test_the_database_refuses_a_target_that_cannot_be(directory: Target, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=directory.pk).update(**values)
