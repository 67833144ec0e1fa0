"""A place that does not work along: what lies there stays whole, and it is said in Dutch what is wrong."""

import errno
import hashlib
import os
import resource
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from exporters.services import export_release
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND
from exporters.targets.places import place_of
from exporters.targets.work import WORK
from publishing.attempts.models import Attempt
from publishing.attempts.sweeping import do_all
from publishing.releases.models import Release
from publishing.store.s3 import s3_client
from tests.exporters.targets.conftest import made_target
from tests.exporters.targets.readers import folder_of, number_at
from tests.factories import content
from tests.factories.releases import AT, published
from tests.s3.fixtures import Bucket
from tests.s3.server import App, Fault, lose_the_answer, refuse, tear_the_body

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


def new_release(by: User) -> Release:
    content.definition(f"Begrip {Delivery.objects.count()}")
    made = published(f"2026.{Delivery.objects.count() + 1}", by=by)
    export_release(release=made, at=AT)
    return made


def why() -> str:
    """Return what the last attempt says is wrong."""
    last = Delivery.objects.first()
    assert last is not None
    return Attempt.objects.newest().get(kind=KIND, subject=str(last.pk)).error


@contextmanager
def disk_full_for(*, more_than: int) -> Iterator[None]:
    """Let the system refuse this process to write a file of more bytes than that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (more_than, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def lying(target: Target, admin: User) -> Target:
    """Give a target on which a release lies."""
    new_release(admin)
    assert do_all(WORK, clock=lambda: AT) == 1
    return target


class TestADirectory:
    """A folder."""

    @pytest.fixture
    def target(self, directory: Target) -> Target:
        return directory

    def test_a_disk_that_is_full_halfway_leaves_the_old_copy_and_the_next_try_goes_on(
        self, lying: Target, admin: User
    ) -> None:
        content.definition("Lang", body=f"<p>{'Een lange zin. ' * 400}</p>")
        new_release(admin)
        with disk_full_for(more_than=3000):
            assert do_all(WORK, clock=lambda: AT) == 0
        assert "Is hij vol?" in why()
        assert number_at(lying) == "2026.1"
        assert do_all(WORK, clock=lambda: LATER) == 1
        assert number_at(lying) == "2026.2"
        last = lying.deliveries.first()
        assert last is not None
        assert last.sent < 5, "what was written whole before the disk was full is not written again"

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            (errno.ENOSPC, "de schijf is vol"),
            (errno.EROFS, "wij mogen er alleen lezen"),
            (errno.EDQUOT, "ruimte die wij daar mogen gebruiken is op"),
            (errno.EACCES, "wij mogen daar niet schrijven"),
            (errno.EIO, "Laat de schijf nakijken"),
            (errno.ENAMETOOLONG, "het systeem zegt"),
        ],
    )
    @pytest.mark.parametrize("call", ["fsync", "link and rename"])
    def test_what_the_system_refuses_is_said_and_the_old_copy_stays(
        self, lying: Target, admin: User, monkeypatch: pytest.MonkeyPatch, code: int, said: str, call: str
    ) -> None:
        new_release(admin)

        def refused(*_: Any) -> None:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as system:
            if call == "fsync":
                system.setattr("exporters.targets.kinds.directory.os.fsync", refused)
            else:
                system.setattr(Path, "symlink_to", refused)
            assert do_all(WORK, clock=lambda: AT) == 0
        assert said in why()
        assert number_at(lying) == "2026.1"
        assert do_all(WORK, clock=lambda: LATER) == 1
        assert number_at(lying) == "2026.2"

    def test_a_folder_that_became_a_link_to_elsewhere_is_refused_and_nothing_is_written_there(
        self, lying: Target, admin: User, tmp_path: Path
    ) -> None:
        elsewhere = tmp_path / "elders"
        folder_of(lying).rename(elsewhere)
        folder_of(lying).symlink_to(elsewhere)
        before = sorted(elsewhere.rglob("*"))
        new_release(admin)
        assert do_all(WORK, clock=lambda: AT) == 0
        assert "is een koppeling naar een andere plek" in why()
        assert sorted(elsewhere.rglob("*")) == before

    def test_a_pointer_that_leads_out_of_the_target_is_not_followed(self, lying: Target, tmp_path: Path) -> None:
        link = folder_of(lying) / "actueel"
        link.unlink()
        link.symlink_to(tmp_path)
        seen = place_of(lying).pointer()
        assert seen is not None
        assert seen.folder == ""

    def test_a_root_that_is_no_longer_allowed_stops_deliveries(
        self, lying: Target, admin: User, settings: Settings
    ) -> None:
        settings.TARGET_ROOTS = ["file:///srv/ergens-anders"]
        new_release(admin)
        assert do_all(WORK, clock=lambda: AT) == 0
        assert "TARGET_ROOTS" in why()
        assert number_at(lying) == "2026.1"

    def test_what_a_killed_writer_left_is_not_read_and_goes(self, directory: Target, admin: User) -> None:
        new_release(admin)
        making = folder_of(directory) / "uitgaven" / ".bezig-oud"
        making.mkdir(parents=True)
        (making / "half").write_text("half")
        assert do_all(WORK, clock=lambda: AT) == 1
        assert [path.name for path in (folder_of(directory) / "uitgaven").iterdir() if path.name[0] == "."] == []


class TestS3:
    """A bucket, of a real server."""

    @pytest.fixture
    def target(self, in_s3: Target) -> Target:
        return in_s3

    def test_a_bucket_that_is_gone_is_named(self, target: Target, admin: User, settings: Settings) -> None:
        settings.TARGET_ROOTS = ["s3://not-there"]
        gone = made_target("s3://not-there/website", by=admin, name="Weg")
        new_release(admin)
        do_all(WORK, clock=lambda: AT)
        last = gone.deliveries.get()
        error = Attempt.objects.newest().get(kind=KIND, subject=str(last.pk)).error
        assert "De bucket not-there bestaat niet. Maak hem aan, of verbeter het adres van het doel." in error

    def test_wrong_credentials_are_said_and_nothing_of_them(self, lying: Target, admin: User, bucket: Bucket) -> None:
        new_release(admin)
        bucket.server.down = refuse(403, "InvalidAccessKeyId")
        assert do_all(WORK, clock=lambda: AT) == 0
        bucket.server.down = None
        assert "De opslag weigert toegang" in why()
        assert "Controleer de AWS-gegevens" in why()
        assert "of-nobody" not in "".join(Attempt.objects.values_list("detail", flat=True)) + why()
        assert number_at(lying) == "2026.1"
        assert do_all(WORK, clock=lambda: LATER) == 1
        assert number_at(lying) == "2026.2"

    @pytest.mark.parametrize("cut", ["in the middle of a file", "before the pointer", "for good"])
    def test_a_network_that_is_cut_leaves_the_old_copy_and_the_next_try_sends_only_the_rest(
        self, lying: Target, admin: User, bucket: Bucket, cut: str
    ) -> None:
        new_release(admin)
        bucket.server.requests.clear()
        puts = {"in the middle of a file": 3, "before the pointer": 6, "for good": 1}[cut]
        bucket.server.down = cut_after(puts - 1)
        assert do_all(WORK, clock=lambda: AT) == 0
        bucket.server.down = None
        assert "De opslag antwoordt niet" in why()
        assert number_at(lying) == "2026.1"
        bucket.server.requests.clear()
        assert do_all(WORK, clock=lambda: LATER) == 1
        assert number_at(lying) == "2026.2"
        sent = [one for one in bucket.server.requests if one.startswith("PUT")]
        assert len(sent) == 6 - (puts - 1), "five files and the pointer, but for what had arrived"

    def test_equal_is_not_sent_again_counted_in_puts(self, lying: Target, admin: User, bucket: Bucket) -> None:
        bucket.server.requests.clear()
        published_again = lying.deliveries.get().release
        made = Delivery.objects.create(
            target=lying, release=published_again, cause=Delivery.Cause.MOVE, asked_at=AT, address=lying.address
        )
        assert do_all(WORK, clock=lambda: AT) == 1
        made.refresh_from_db()
        assert made.sent == 0
        assert [one for one in bucket.server.requests if not one.startswith(("GET", "HEAD"))] == []

    def test_a_body_that_arrives_torn_is_refused_by_the_checksum(
        self, lying: Target, admin: User, bucket: Bucket
    ) -> None:
        new_release(admin)
        bucket.server.meet("PUT", tear_the_body, times=20)
        assert do_all(WORK, clock=lambda: AT) == 0
        assert number_at(lying) == "2026.1"

    def test_a_pointer_whose_answer_got_lost_was_moved_and_that_is_seen(
        self, lying: Target, admin: User, bucket: Bucket
    ) -> None:
        new_release(admin)
        met = after(5, lose_the_answer)
        bucket.server.meet("PUT", met, times=7)
        assert do_all(WORK, clock=lambda: AT) == 1
        assert number_at(lying) == "2026.2"

    def test_what_lies_there_has_its_media_type_and_the_pointer_is_not_kept(
        self, lying: Target, bucket: Bucket
    ) -> None:
        place = place_of(lying).pointer()
        assert place is not None
        base, client = f"website/uitgaven/{place.folder}", s3_client()
        found = {
            name: client.head_object(Bucket=bucket.name, Key=f"{base}/{name}")["ContentType"]
            for name in ("boom/index.html", "boom/stijl/blad.css", "boom/api/uitgaven", "overzicht.json")
        }
        assert found == {
            "boom/index.html": "text/html; charset=utf-8",
            "boom/stijl/blad.css": "text/css; charset=utf-8",
            "boom/api/uitgaven": "application/json",
            "overzicht.json": "application/json",
        }
        pointer = client.head_object(Bucket=bucket.name, Key="website/actueel.json")
        assert pointer["CacheControl"] == "no-cache"

    def test_a_service_that_states_no_checksum_is_read_back(
        self, lying: Target, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = place_of(lying).pointer()
        assert seen is not None
        key = f"website/uitgaven/{seen.folder}/boom/index.html"
        body = s3_client().get_object(Bucket=bucket.name, Key=key)["Body"].read()
        with monkeypatch.context() as service:
            head = s3_client().head_object
            service.setattr(s3_client(), "head_object", lambda **asked: head(**asked) | {"ChecksumSHA256": None})
            assert place_of(lying).lying(seen.folder)["boom/index.html"] == hashlib.sha256(body).hexdigest()


def cut_after(puts: int) -> Fault:
    """Let that many objects arrive, then break every connection in the middle of what is sent."""
    lock, arrived = threading.Lock(), [0]

    def fault(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with lock:
            if environ["REQUEST_METHOD"] != "PUT" and arrived[0] <= puts:
                return app(environ, start_response)
            arrived[0] += 1
            if arrived[0] <= puts:
                return app(environ, start_response)
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0) // 2)
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        raise ConnectionResetError

    return fault


def after(times: int, fault: Fault) -> Fault:
    """Answer as usual so many times, then meet ``fault`` once, then as usual."""
    seen = [0]

    def counted(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen[0] += 1
        return fault(app, environ, start_response) if seen[0] == times + 1 else app(environ, start_response)

    return counted
