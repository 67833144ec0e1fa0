"""A release through a store in S3 that fails now and then: nothing lost, nothing half-visible, and it is said."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from publishing.releases.models import OutboxEntry
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.storage import release_store
from publishing.releases.verify import verify_store
from publishing.store.catalogue import read_catalogue
from tests.factories.releases import AT, candidate
from tests.s3.fixtures import Bucket
from tests.s3.server import lose_the_answer, refuse

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("waits")
def test_a_store_that_is_down_delays_the_catalogue_and_loses_nothing(
    settings: Settings, bucket: Bucket, publicist: User, tmp_path: Path
) -> None:
    settings.RELEASE_STORE_URL = f"s3://{bucket.name}/wegwijzer"
    settings.RELEASE_STORE_COPIES = tmp_path / "copies"
    bucket.server.meet("PUT", lose_the_answer, times=1)
    made, later = candidate(), AT + timedelta(minutes=1)
    publish_release(number=made.number, by=publicist, at=AT)

    bucket.server.meet("PUT", refuse(500, "InternalError"), times=5)
    assert deliver_outbox(at=AT) == 0
    entry = OutboxEntry.objects.waiting().get()
    assert f"s3://{bucket.name}/wegwijzer/public/catalogue.json" in entry.last_error
    assert read_catalogue(release_store()).current is None

    bucket.server.meet("PUT", lose_the_answer)
    assert deliver_outbox(at=later) == 1
    assert deliver_outbox(at=later) == 0
    catalogue = read_catalogue(release_store())
    assert (catalogue.current, catalogue.generation) == (made.number, 1)
    assert verify_store() == []
