"""A store that takes no more for a while: nothing lost, nothing half-visible, it is said, and then one outcome."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from django.test import Client
from pytest_django import Settings

from publishing.releases.models import Alarm, Channel, OutboxEntry, Publication, ReleaseEvent
from publishing.releases.outbox import deliver_outbox, why_unseen
from publishing.releases.publish import publish_release
from publishing.releases.storage import release_store
from publishing.releases.ticking import tick
from publishing.releases.verify import verify_store
from publishing.store.base import UnreachableError
from publishing.store.catalogue import read_catalogue
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, candidate, published
from tests.faults.readers import reading
from tests.s3.fixtures import Bucket
from tests.s3.server import refuse

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]

Trouble = Callable[[], AbstractContextManager[None]]
_SMALL = 64  # bytes: less than any file of ours


@contextmanager
def disk_full() -> Iterator[None]:
    """Let the system refuse this process to write a file of more than a few bytes, as a disk does that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(params=["disk full", "S3 answers 500"])
def trouble(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Trouble:
    """Give the trouble that the store can be in."""
    if request.param == "disk full":
        return disk_full
    bucket = cast(Bucket, request.getfixturevalue("bucket"))
    request.getfixturevalue("waits")
    settings.RELEASE_STORE_URL = f"s3://{bucket.name}/wegwijzer"
    settings.RELEASE_STORE_COPIES = tmp_path / "copies"

    @contextmanager
    def refusing() -> Iterator[None]:
        bucket.server.down = refuse(500, "InternalError")
        try:
            yield
        finally:
            bucket.server.down = None

    return refusing


def test_a_store_that_fails_before_publication_lets_nothing_out_and_after_it_delays_the_world(trouble: Trouble) -> None:
    publicist = person("publicist")
    old = published("2025.1", by=publicist)
    content.definition()
    new = candidate("2026.1")
    with reading() as readers:
        with trouble():
            with pytest.raises(UnreachableError):
                publish_release(number=new.number, by=publicist, at=AT)
            readers.go_on()
        assert (Publication.objects.count(), Channel.objects.get().generation) == (1, 1)

        publish_release(number=new.number, by=publicist, at=AT)
        with trouble():
            assert deliver_outbox(at=AT) == 0
            assert "catalogue.json" in why_unseen()
            standing = tick(at=AT + timedelta(minutes=6))
            assert [alarm.message for alarm in standing] == [_alarm()]
            assert tick(at=AT + timedelta(minutes=7)) == standing
            assert Client().get("/gezondheid").status_code == 503
            readers.go_on()
            assert readers.seen == [old.digest]

        assert deliver_outbox(at=AT + timedelta(hours=1)) == 1
        readers.see(new.digest)
    assert readers.seen == [old.digest, new.digest]
    assert (Channel.objects.get().generation, ReleaseEvent.objects.count()) == (2, 2)
    assert read_catalogue(release_store()).generation == 2
    assert not OutboxEntry.objects.waiting().exists()
    assert verify_store() == []


def _alarm() -> str:
    (message,) = Alarm.objects.values_list("message", flat=True)
    assert message.startswith("Wat op 02-11-2026 om 10:00 live ging, ziet de wereld nog niet. ")
    assert "catalogue.json" in message
    return message
