"""Notices on releases and items: placed, ended, told by the catalogue, and never changing what went out."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from cms.accounts.models import User
from publishing.audit.models import AuditEvent
from publishing.releases import storage
from publishing.releases.errors import RefusedError, UnknownReleaseError
from publishing.releases.live import live_release
from publishing.releases.models import Channel, Release, ReleaseEvent
from publishing.releases.notices.models import Notice, NoticeEnding
from publishing.releases.notices.placing import Item, end_notice, place_notice, withdraw_release
from publishing.releases.outbox import current_catalogue, deliver_outbox
from publishing.releases.rollback import rollback_release
from publishing.releases.standing import Standing, standing_of
from publishing.releases.verify import verify_store
from publishing.store.catalogue import Catalogue, read_catalogue
from tests.factories import content
from tests.factories.notices import LATER, notice
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)
ITEM = Item("begrip", "prestatiedruk")


@pytest.fixture
def earlier(publicist: User) -> Release:
    """A release that is not live any more; its successor is."""
    content.definition()
    first = published("2025.1", by=publicist)
    published("2026.1", by=publicist)
    return first


def catalogue() -> Catalogue:
    return read_catalogue(storage.release_store())


def files(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.rglob("*.sqlite")}


def test_a_notice_is_in_the_catalogue_and_no_file_changes(
    earlier: Release, publicist: User, release_store: Path
) -> None:
    before = files(release_store)
    placed = notice("Er zit een fout in.", by=publicist, release=earlier, ends_on=date(2026, 12, 1))
    (told,) = catalogue().notices
    assert (told.number, told.sort, told.text, told.release) == (3, "notice", "Er zit een fout in.", "2025.1")
    assert (told.starts_on, told.ends_on) == (TODAY, date(2026, 12, 1))
    assert (placed.event.actor, placed.event.at) == (publicist, LATER)
    assert catalogue().current == "2026.1"
    assert files(release_store) == before
    assert verify_store() == []


def test_what_is_live_since_when_stays_the_same_beside_a_notice(earlier: Release, publicist: User) -> None:
    before = live_release()
    notice(by=publicist, release=earlier)
    assert live_release() == before


def test_a_notice_on_an_item_is_for_every_release_or_for_one(earlier: Release, publicist: User) -> None:
    notice("Overal", by=publicist, item=ITEM)
    notice("Hier", by=publicist, item=ITEM, release=earlier)
    assert [(one.text, one.release, one.kind, one.id) for one in catalogue().notices] == [
        ("Overal", None, "begrip", "prestatiedruk"),
        ("Hier", "2025.1", "begrip", "prestatiedruk"),
    ]


def test_an_ended_notice_leaves_the_catalogue_and_stays_on_record(earlier: Release, publicist: User) -> None:
    placed = notice(by=publicist, release=earlier)
    ending = end_notice(notice=placed, reason="Hersteld.", by=publicist, at=LATER)
    deliver_outbox(at=LATER)
    assert catalogue().notices == []
    assert (ending.event.reason, ending.event.actor) == ("Hersteld.", publicist)
    assert Notice.objects.get() == placed
    with pytest.raises(RefusedError, match="al beëindigd"):
        end_notice(notice=placed, reason="Nog eens.", by=publicist, at=LATER)
    assert verify_store() == []


def test_a_notice_that_is_over_is_not_ended_once_more(earlier: Release, publicist: User) -> None:
    placed = notice(by=publicist, release=earlier, ends_on=TODAY)
    with pytest.raises(RefusedError, match="liep al af op 02-11-2026"):
        end_notice(notice=placed, reason="Klaar.", by=publicist, at=LATER + timedelta(days=1))
    with pytest.raises(RefusedError, match="reden"):
        end_notice(notice=placed, reason=" ", by=publicist, at=LATER)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "  "}, "Schrijf wat"),
        ({"text": "x" * 601}, "601 tekens"),
        ({"starts_on": date(2026, 11, 1)}, "vandaag of later"),
        ({"ends_on": date(2026, 11, 1)}, "ligt voor de eerste"),
        ({"sort": Notice.Sort.WITHDRAWN}, "Intrekken gaat apart"),
        ({"release": None}, "waar de mededeling over gaat"),
        ({"item": Item("begrip", "bestaat-niet")}, "bevat een begrip"),
        ({"item": Item("onzin", "prestatiedruk")}, "bevat een onzin"),
        ({"item": Item("begrip", "bestaat-niet"), "release": None}, "Geen enkele uitgave"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused_with_why(
    earlier: Release, publicist: User, wrong: dict[str, Any], words: str
) -> None:
    values = {"text": "Goed.", "starts_on": TODAY, "release": earlier, **wrong}
    with pytest.raises(RefusedError, match=words):
        place_notice(**values, by=publicist, at=LATER)
    assert not Notice.objects.exists()
    assert Channel.objects.get().generation == 2


def test_today_is_a_day_in_amsterdam(earlier: Release, publicist: User) -> None:
    midnight = AT.replace(hour=23, minute=0)
    with pytest.raises(RefusedError, match="vandaag of later"):
        place_notice(text="Te laat.", starts_on=TODAY, release=earlier, by=publicist, at=midnight)
    place_notice(text="Net.", starts_on=TODAY, release=earlier, by=publicist, at=midnight - timedelta(seconds=1))


def test_what_nobody_can_read_yet_gets_no_notice(publicist: User) -> None:
    content.definition()
    with pytest.raises(RefusedError, match="nog niet gepubliceerd"):
        place_notice(text="Nu al.", starts_on=TODAY, release=candidate(), by=publicist, at=LATER)


def test_a_withdrawn_release_keeps_its_bytes_and_says_so(
    earlier: Release, publicist: User, release_store: Path
) -> None:
    before = files(release_store)
    withdraw_release(number="2025.1", reason=" Bevat een fout. ", by=publicist, at=LATER)
    deliver_outbox(at=LATER)
    assert [(one.number, one.status) for one in catalogue().releases] == [
        ("2025.1", "withdrawn"),
        ("2026.1", "published"),
    ]
    (told,) = catalogue().notices
    assert (told.sort, told.text, told.release, told.ends_on) == ("withdrawn", "Bevat een fout.", "2025.1", None)
    assert files(release_store) == before
    assert standing_of(earlier) is Standing.WITHDRAWN
    assert verify_store() == []


def test_what_is_live_is_not_withdrawn_and_what_to_do_is_said(earlier: Release, publicist: User) -> None:
    with pytest.raises(RefusedError, match="Zet eerst een andere uitgave live"):
        withdraw_release(number="2026.1", reason="Fout.", by=publicist, at=LATER)
    assert AuditEvent.objects.filter(action="release.withdrawn", result="refused").count() == 1
    rollback_release(number="2025.1", reason="Terug.", by=publicist, at=LATER)
    withdraw_release(number="2026.1", reason="Fout.", by=publicist, at=LATER)
    assert current_catalogue().current == "2025.1"


def test_a_withdrawal_stays_and_is_done_once(earlier: Release, publicist: User) -> None:
    withdrawn = withdraw_release(number="2025.1", reason="Fout.", by=publicist, at=LATER)
    with pytest.raises(RefusedError, match="al ingetrokken"):
        withdraw_release(number="2025.1", reason="Nog eens.", by=publicist, at=LATER)
    with pytest.raises(RefusedError, match="blijft"):
        end_notice(notice=withdrawn, reason="Toch niet.", by=publicist, at=LATER)
    with pytest.raises(RefusedError, match="ingetrokken en kan niet meer live"):
        rollback_release(number="2025.1", reason="Terug.", by=publicist, at=LATER)


@pytest.mark.parametrize(
    ("number", "reason", "error"), [("2025.1", " ", RefusedError), ("2031.1", "x", UnknownReleaseError)]
)
def test_nothing_is_withdrawn_without_a_reason_or_a_release(
    earlier: Release, publicist: User, number: str, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        withdraw_release(number=number, reason=reason, by=publicist, at=LATER)


def event(release: Release) -> ReleaseEvent:
    """Write an event past every service."""
    generation = ReleaseEvent.objects.count() + 1
    return ReleaseEvent.objects.create(release=release, kind="withdrawn", generation=generation, at=AT, reason="x")


class TestPastTheServices:
    """What the database refuses, whoever asks."""

    def test_withdrawing_what_is_live_or_never_went_out(self, earlier: Release) -> None:
        content.step(5)
        for release in (Release.objects.published().last(), candidate("2026.2")):
            assert release is not None
            with pytest.raises(DatabaseError, match="only a published release that is not live"), transaction.atomic():
                Notice.objects.create(
                    event=event(release), sort="withdrawn", release=release, text="x", starts_on=TODAY
                )

    def test_making_a_withdrawn_release_live(self, earlier: Release, publicist: User) -> None:
        withdraw_release(number="2025.1", reason="Fout.", by=publicist, at=LATER)
        with pytest.raises(DatabaseError, match="never live again"), transaction.atomic():
            Channel.objects.update(current=earlier)

    def test_ending_a_withdrawal(self, earlier: Release, publicist: User) -> None:
        withdrawn = withdraw_release(number="2025.1", reason="Fout.", by=publicist, at=LATER)
        with pytest.raises(DatabaseError, match="a withdrawal has no end"), transaction.atomic():
            NoticeEnding.objects.create(event=event(earlier), notice=withdrawn)

    @pytest.mark.parametrize(
        ("rule", "wrong"),
        [
            ("says_something", {"text": ""}),
            ("ends_after_it_starts", {"ends_on": date(2026, 11, 1)}),
            ("is_about_something", {"release": None}),
            ("is_about_something", {"kind": "begrip"}),
            ("withdraws_a_whole_release", {"sort": "withdrawn", "ends_on": date(2026, 12, 1)}),
        ],
    )
    def test_a_notice_that_makes_no_sense(self, earlier: Release, rule: str, wrong: dict[str, Any]) -> None:
        values = {"sort": "notice", "release": earlier, "text": "x", "starts_on": TODAY, **wrong}
        with pytest.raises(DatabaseError, match=f"notice_{rule}"), transaction.atomic():
            Notice.objects.create(event=event(earlier), **values)

    @pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
    @pytest.mark.parametrize("table", ["notices_notice", "notices_noticeending"])
    def test_changing_or_taking_away(self, earlier: Release, publicist: User, change: str, table: str) -> None:
        if "TRUNCATE" in change and connection.vendor != "postgresql":
            pytest.skip("SQLite knows no TRUNCATE")
        end_notice(notice=notice(by=publicist, release=earlier), reason="Klaar.", by=publicist, at=LATER)
        connection.check_constraints()
        with (
            pytest.raises(DatabaseError, match="notices never change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(table))
