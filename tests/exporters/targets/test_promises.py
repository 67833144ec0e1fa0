"""What every kind of target promises: whole releases only, nothing sent twice, nothing of others overwritten."""

from contextvars import Context
from datetime import timedelta
from functools import partial

import pytest

from cms.accounts.models import User
from exporters.targets.base import Leading, TargetError
from exporters.targets.differences import differences_at
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND, ask_delivery, ask_delivery_over
from exporters.targets.places import place_of
from exporters.targets.steps import TargetStep
from exporters.targets.work import WORK
from publishing.attempts.attempting import attempt_work
from publishing.attempts.models import Attempt, State
from publishing.attempts.steps import Step, told
from publishing.attempts.sweeping import do_all
from publishing.audit.models import AuditEvent
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.rollback import rollback_release
from tests.exporters.targets.conftest import Tree
from tests.exporters.targets.readers import number_at, read_whole
from tests.exporters.targets.tampering import change, lose, put_beside
from tests.factories import content
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


def swept() -> int:
    """Do what waits, as a worker of the sweep does."""
    return do_all(WORK, clock=lambda: AT)


def last(target: Target) -> Delivery:
    found = target.deliveries.first()
    assert found is not None
    return found


def error_of(target: Target) -> str:
    return Attempt.objects.newest().get(kind=KIND, subject=str(last(target).pk)).error


def leading(release: Release, folder: str, *, delivery: int = 7) -> Leading:
    return Leading(folder=folder, number=release.number, digest=release.digest, overview="0" * 64, delivery=delivery)


@pytest.fixture
def release(target: Target, admin: User) -> Release:
    """Give what is live, and lies on the target."""
    content.definition()
    made = published("2026.1", by=admin)
    assert swept() == 1
    return made


def test_a_move_of_the_catalogue_delivers_everything_with_an_overview(target: Target, release: Release) -> None:
    found = read_whole(target)
    assert found is not None
    assert sorted(found) == [
        "boom/api/uitgaven",
        "boom/index.html",
        "boom/stijl/blad.css",
        "overzicht.json",
        "wegwijzer-2026.1.json",
    ]
    assert release.digest.encode() in found["overzicht.json"]
    assert last(target).outcome == Delivery.Outcome.DELIVERED
    assert last(target).sent == 5


def test_a_move_that_no_message_came_of_is_delivered_by_the_sweep_once(target: Target, admin: User) -> None:
    published("2026.1", by=admin)
    assert number_at(target) is None
    assert (swept(), swept()) == (1, 0)
    assert number_at(target) == "2026.1"


def test_of_two_moves_before_anybody_delivered_the_last_one_arrives(target: Target, admin: User) -> None:
    content.definition()
    published("2025.1", by=admin)
    content.definition("Nog een begrip")
    published("2026.1", by=admin)
    assert swept() == 1
    assert number_at(target) == "2026.1"
    assert sorted(target.deliveries.values_list("outcome", flat=True)) == ["delivered", "replaced"]


def test_a_rollback_delivers_the_release_that_is_live_again_and_sends_nothing(
    target: Target, release: Release, admin: User
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    swept()
    assert number_at(target) == "2026.2"
    rollback_release(number="2026.1", reason="Fout", by=admin, at=AT)
    deliver_outbox(at=AT)
    swept()
    assert number_at(target) == "2026.1"
    assert last(target).sent == 0


def test_delivered_again_nothing_is_sent_and_the_pointer_stays(target: Target, release: Release, admin: User) -> None:
    before = place_of(target).pointer()
    ask_delivery(target=target, release=release, by=admin, at=AT)
    assert swept() == 1
    assert last(target).sent == 0
    assert place_of(target).pointer() == before


def test_as_many_old_releases_stay_as_is_configured(target: Target, admin: User) -> None:
    target.kept = 1
    target.save()
    for number in range(1, 5):
        content.definition(f"Begrip {number}")
        published(f"2026.{number}", by=admin)
        swept()
    assert len(list(place_of(target).folders())) == 2
    assert number_at(target) == "2026.4"


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (change, "‘boom/index.html’ is veranderd"),
        (lose, "‘boom/index.html’ is weg"),
        (put_beside, "‘boom/van-een-ander.html’ is niet van ons"),
    ],
)
def test_what_others_changed_is_named_and_not_overwritten_until_a_person_says_so(
    target: Target, release: Release, admin: User, tamper: object, said: str
) -> None:
    assert callable(tamper)
    tamper(target)
    assert differences_at(target, release, at=AT).changed == [said]
    content.definition("Nog een begrip")
    new, before = published("2026.2", by=admin), place_of(target).pointer()
    assert swept() == 0
    assert last(target).changed == [said]
    assert said in error_of(target)
    assert place_of(target).pointer() == before
    assert swept() == 0, "it is not tried again by itself"

    ask_delivery_over(target=target, release=new, reason="Het was een proef van ons.", by=admin, at=AT)
    assert swept() == 1
    assert number_at(target) == "2026.2"
    event = AuditEvent.objects.get(action="target.overwritten")
    assert (event.reason, event.actor_username) == ("Het was een proef van ons.", "beheerder")


def test_over_changes_in_the_release_that_is_read_it_is_put_anew_beside(
    target: Target, release: Release, admin: User
) -> None:
    change(target)
    ask_delivery_over(target=target, release=release, reason="Terug naar hoe het was.", by=admin, at=AT)
    assert swept() == 1
    assert number_at(target) == "2026.1"
    assert last(target).sent == 5
    assert differences_at(target, release, at=AT).is_nothing


def test_a_place_that_was_emptied_is_a_change_too(target: Target, release: Release, admin: User) -> None:
    lose(target, "")
    ask_delivery(target=target, release=release, by=admin, at=AT)
    assert swept() == 0
    assert "de verwijzing ‘actueel’ is weg" in error_of(target)


def test_something_of_others_in_the_place_of_the_pointer_is_left_alone(target: Target, admin: User) -> None:
    put_beside(target, "actueel")
    published("2026.1", by=admin)
    assert swept() == 0
    assert "wijst naar iets dat niet van ons is" in error_of(target)


def test_a_reason_is_needed_to_deliver_over_changes(target: Target, release: Release, admin: User) -> None:
    with pytest.raises(RefusedError, match="Geef een reden"):
        ask_delivery_over(target=target, release=release, reason=" ", by=admin, at=AT)
    assert not Delivery.objects.open().exists()


def test_a_dry_run_says_what_would_be_new_replaced_removed_and_equal(
    target: Target, release: Release, admin: User, tree: Tree
) -> None:
    content.definition("Nog een begrip")
    new = published("2026.2", by=admin)
    tree.pages = (("nieuw.html", "<p>Nieuw</p>"),)
    before = read_whole(target)
    with pytest.raises(TargetError, match="nog niet gemaakt"):
        differences_at(target, new, at=AT)
    assert swept() == 1
    told_of_old = differences_at(target, release, at=AT)
    assert told_of_old.new == ["wegwijzer-2026.1.json"]
    assert told_of_old.replaced == ["boom/index.html", "overzicht.json"]
    assert told_of_old.removed == ["boom/nieuw.html", "wegwijzer-2026.2.json"]
    assert told_of_old.equal == ["boom/api/uitgaven", "boom/stijl/blad.css"]
    assert before != read_whole(target)


def test_pressing_twice_delivers_once(target: Target, release: Release, admin: User) -> None:
    ask_delivery(target=target, release=release, by=admin, at=AT)
    with pytest.raises(RefusedError, match="wordt al afgeleverd"):
        ask_delivery(target=target, release=release, by=admin, at=AT)
    assert swept() == 1


def test_a_target_that_follows_live_takes_nothing_else_and_one_for_tests_takes_a_candidate(
    target: Target, release: Release, admin: User
) -> None:
    content.definition("Nog een begrip")
    new = candidate("2026.2")
    with pytest.raises(RefusedError, match="volgt wat live is"):
        ask_delivery(target=target, release=new, by=admin, at=AT)
    target.channel = Target.Channel.TEST
    target.save()
    ask_delivery(target=target, release=new, by=admin, at=AT)
    assert swept() == 1
    assert number_at(target) == "2026.2"


def test_a_target_for_tests_hears_of_no_move(target: Target, admin: User) -> None:
    target.channel = Target.Channel.TEST
    target.save()
    published("2026.1", by=admin)
    assert (swept(), target.deliveries.count()) == (0, 0)


def test_who_was_taken_over_in_its_sleep_moves_no_pointer(target: Target, release: Release, admin: User) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    subject = str(last(target).pk)
    now = AT

    def sleep(step: Step) -> None:
        nonlocal now
        if step is TargetStep.WHOLE and now == AT:
            now = LATER
            apart = partial(attempt_work, work=WORK, subject=subject, clock=lambda: LATER)
            assert Context().run(apart), "in a context of its own: the sleeper hears nothing of its steps"

    with told(sleep):
        assert not attempt_work(work=WORK, subject=subject, clock=lambda: now)
    assert number_at(target) == "2026.2"
    assert set(Attempt.objects.filter(subject=subject, kind=KIND).values_list("state", flat=True)) == {
        State.LOST,
        State.DONE,
    }


def test_who_is_replaced_on_its_way_stops_and_the_later_one_arrives(
    target: Target, release: Release, admin: User
) -> None:
    content.definition("Nog een begrip")
    published("2026.2", by=admin)
    first = str(last(target).pk)

    def overtake(step: Step) -> None:
        if step is TargetStep.WHOLE and Delivery.objects.count() == 2:
            rollback_release(number="2026.1", reason="Fout", by=admin, at=AT)
            deliver_outbox(at=AT)
            assert do_all(WORK, clock=lambda: AT) == 0, "the later one waits until the earlier one stopped"

    with told(overtake):
        attempt_work(work=WORK, subject=first, clock=lambda: AT)
    assert number_at(target) == "2026.1"
    assert do_all(WORK, clock=lambda: LATER) >= 1
    assert number_at(target) == "2026.1"
    assert not Delivery.objects.open().exists()


def test_of_two_who_move_the_pointer_from_the_same_place_one_is_told(target: Target, release: Release) -> None:
    place = place_of(target)
    seen = place.pointer()
    assert seen is not None
    place.switch(leading(release, seen.folder), expected=seen)
    with pytest.raises(TargetError, match="intussen om"):
        place.switch(leading(release, seen.folder, delivery=8), expected=seen)


def test_the_folder_that_is_read_cannot_be_taken_away(target: Target, release: Release) -> None:
    seen = place_of(target).pointer()
    assert seen is not None
    with pytest.raises(TargetError, match="wordt gelezen"):
        place_of(target).remove(seen.folder)
    assert number_at(target) == "2026.1"
