"""PostgreSQL stops in mid-publish and comes back: all of it happened or none of it, and readers notice nothing."""

import os
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection
from django.test import Client

from cms.accounts.models import User
from publishing.attempts.steps import Step, told
from publishing.releases.models import Channel, OutboxEntry, Publication, ReleaseEvent
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.steps import DeliveryStep, MoveStep, PublishStep
from publishing.releases.storage import release_store
from publishing.releases.ticking import tick
from publishing.releases.verify import verify_store
from publishing.store.catalogue import read_catalogue
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, candidate, published
from tests.faults.cluster import Cluster, private_database
from tests.faults.readers import Readers, reading

__all__ = ["private_database"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

OUTAGE = float(os.environ.get("WEGWIJZER_TEST_OUTAGE", "0.5"))  # seconds that the database stays away


def publish_and_tell(number: str, by: User, *, place: Step, database: Cluster, readers: Readers) -> None:
    """Publish and deliver; the database stops when the work comes by ``place``."""

    def listen(step: Step) -> None:
        if step is place:
            database.stop()
            readers.go_on()

    with told(listen):
        publish_release(number=number, by=by, at=AT)
        deliver_outbox(at=AT)


def while_it_is_away(readers: Readers) -> None:
    """Look around: the health check and the timer of the system say what is wrong, in words; readers read on."""
    end = time.monotonic() + OUTAGE
    answer = Client().get("/gezondheid")
    assert (answer.status_code, answer.json()["meldingen"]) == (503, ["De database antwoordt niet."])
    with pytest.raises(CommandError, match="De database werkt niet mee"):
        call_command("tick")
    readers.go_on()
    while time.monotonic() < end:
        readers.go_on(rounds=1)


@pytest.mark.parametrize(
    ("place", "is_out"),
    [
        (PublishStep.PUBLICATION_WRITTEN, False),
        (MoveStep.OUTBOX_WRITTEN, False),
        (PublishStep.COMMITTED, True),
        (DeliveryStep.SENT, True),
    ],
    ids=str,
)
def test_it_stops_in_mid_publish_and_one_outcome_follows(place: Step, is_out: bool, private_database: Cluster) -> None:
    publicist = person("publicist")
    old = published("2025.1", by=publicist)
    content.definition()
    new = candidate("2026.1")
    with reading() as readers:
        with pytest.raises(Error):
            publish_and_tell(new.number, publicist, place=place, database=private_database, readers=readers)
        connection.close()
        while_it_is_away(readers)
        private_database.start()
        assert (Publication.objects.count(), Channel.objects.get().generation) == ((2, 2) if is_out else (1, 1))
        if not is_out:
            publish_release(number=new.number, by=publicist, at=AT)
        deliver_outbox(at=AT)
        tick(at=AT.replace(hour=23))
        readers.see(new.digest)
    assert readers.seen == [old.digest, new.digest]
    assert (Channel.objects.get().generation, ReleaseEvent.objects.count()) == (2, 2)
    assert read_catalogue(release_store()).generation == 2
    assert not OutboxEntry.objects.waiting().exists()
    assert verify_store() == []
