"""What a process says at its start about the release store: what must be mended keeps it from starting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import Error, Warning, registry  # noqa: A004 - Django calls them so
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from cms.config.checks import START, refuse_unfit_start
from cms.config.store_checks import public_process_reaches_the_store, workshop_reaches_the_store
from publishing.store.opening import open_store
from tests.s3.fixtures import Bucket
from tests.s3.server import refuse

CHECKS = [workshop_reaches_the_store, public_process_reaches_the_store]


@pytest.fixture
def _in_s3(settings: Settings, bucket: Bucket, tmp_path: Path) -> None:
    settings.RELEASE_STORE_URL = f"s3://{bucket.name}/wegwijzer"
    settings.RELEASE_STORE_COPIES = tmp_path / "copies"


@pytest.mark.usefixtures("_in_s3")
def test_a_bucket_that_is_there_says_nothing_before_and_after_the_first_catalogue(settings: Settings) -> None:
    for data in (None, b"{}"):
        if data:
            open_store(settings.RELEASE_STORE_URL).replace("public/catalogue.json", data, expected=None)
        assert [check() for check in CHECKS] == [[], []]


@pytest.mark.usefixtures("_in_s3")
def test_a_bucket_that_is_not_there_keeps_every_process_from_starting(settings: Settings) -> None:
    settings.RELEASE_STORE_URL = "s3://not-there/wegwijzer"
    for check in CHECKS:
        (found,) = check()
        assert isinstance(found, Error)
        assert "not-there bestaat niet" in found.msg


@pytest.mark.usefixtures("_in_s3")
def test_a_refused_key_keeps_the_workshop_from_starting_and_is_said_by_the_public_process(bucket: Bucket) -> None:
    bucket.server.meet("GET", refuse(403, "AccessDenied"), times=2)
    (workshop,), (public,) = [check() for check in CHECKS]

    assert isinstance(workshop, Error)
    assert isinstance(public, Warning)
    assert bucket.name in workshop.msg
    assert public.hint


@pytest.mark.usefixtures("_in_s3", "waits")
def test_a_store_that_is_down_is_said_and_keeps_nobody_from_starting(
    bucket: Bucket, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(registry.registry, "registered_checks", set())
    monkeypatch.setattr(registry.registry, "deployment_checks", set())
    for check in CHECKS:
        registry.register(check, START, deploy=True)
    bucket.server.meet("GET", refuse(503, "SlowDown"), times=10)
    refuse_unfit_start()

    assert len([line for line in caplog.messages if bucket.name in line and "antwoordt niet" in line]) == 2
    settings.RELEASE_STORE_URL = "s3://not-there"
    with pytest.raises(ImproperlyConfigured, match="not-there"):
        refuse_unfit_start()


@pytest.mark.parametrize("module", ["public", "dev"])
def test_a_process_does_not_start_without_its_bucket(bucket: Bucket, tmp_path: Path, module: str) -> None:
    environment = {"PATH": os.environ["PATH"], **bucket.environment, "WEGWIJZER_VAR": str(tmp_path)}
    environment |= {
        "DJANGO_SETTINGS_MODULE": f"cms.config.settings.{module}",
        "RELEASE_STORE_URL": "s3://not-there/wegwijzer",
    }
    result = subprocess.run(
        [sys.executable, "-c", "import cms.config.wsgi"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.returncode != 0
    assert "De bucket not-there bestaat niet" in result.stderr
    assert bucket.environment["AWS_SECRET_ACCESS_KEY"] not in result.stderr
