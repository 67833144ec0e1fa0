"""Two at once, on real connections with committed rows."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from pytest_django import Settings

from cms.content.models import Definition
from publishing.freezing.snapshot import consistent_snapshot
from publishing.releases.freeze import freeze_release
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, REFERENCE_DATE, candidate, published
from tests.factories.sealed import sealed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])]


def elsewhere(work: Callable[[], object]) -> threading.Thread:
    """Start ``work`` on a thread with a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.usefixtures("committed")
def test_a_freeze_sees_one_moment_whatever_editors_do_meanwhile(settings: Settings) -> None:
    settings.SNAPSHOT_DATABASE = "snapshot"
    content.definition("Eerst")
    with consistent_snapshot() as alias:
        assert Definition.objects.using(alias).count() == 1
        elsewhere(lambda: content.definition("Daarna")).join()
        assert Definition.objects.count() == 2
        assert Definition.objects.using(alias).count() == 1
    result = freeze_release(number="2026.1", reference_date=REFERENCE_DATE, by=None, at=AT)
    assert result.release.counts == {"begrip": 2, "verantwoording": 1}


@pytest.mark.usefixtures("committed")
def test_two_freezes_of_the_same_content_at_once_are_one_candidate() -> None:
    for number in range(1, 20):
        content.step(number)
    year = sealed(REFERENCE_DATE).year
    freeze = partial(freeze_release, number="2026.1", reference_date=REFERENCE_DATE, round_year=year, by=None, at=AT)
    threads = [elsewhere(freeze) for _ in range(2)]
    for thread in threads:
        thread.join()
    release = candidate("2026.1")
    assert release.counts == {"stap": 19, "verantwoording": 1}
    assert published("2026.1", by=person("een")) == release
