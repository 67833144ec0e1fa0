"""What ``make services`` accepts, and what the public process is given of it."""

import socket
from pathlib import Path

import pytest

from cms.config.services import main, public_environment

SERVICES = {
    "DATABASE_URL": "postgres://wegwijzer:hidden@127.0.0.1:5432/wegwijzer",
    "CELERY_BROKER_URL": "redis://:hidden@127.0.0.1:6379/0",
    "RELEASE_STORE_URL": "s3://bucket/wegwijzer",
}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SERVICES.items():
        monkeypatch.setenv(name, value)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def test_addresses_of_services_are_accepted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert main(["--port", str(port), "--check"]) == 0


def test_everything_that_is_missing_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in SERVICES:
        monkeypatch.delenv(name)
    assert main(["--check"]) == 1

    said = capsys.readouterr().err
    assert all(f"{name} is missing" in said for name in SERVICES)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///var/wegwijzer.sqlite3"),
        ("DATABASE_URL", "mysql://wegwijzer:hidden@host/wegwijzer"),
        ("CELERY_BROKER_URL", "filesystem://localhost"),
        ("CELERY_BROKER_URL", "memory://"),
        ("CELERY_BROKER_URL", "hidden"),
        ("RELEASE_STORE_URL", "file:///srv/store"),
    ],
)
def test_an_embedded_value_is_refused_by_name_without_repeating_a_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["--check"]) == 1

    said = capsys.readouterr().err
    assert f"- {name} is " in said
    assert "hidden" not in said


def test_an_address_can_stand_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    assert main(["--check"]) == 1
    assert "DATABASE_URL: " in capsys.readouterr().err

    (tmp_path / "url").write_text("sqlite:///x")
    assert main(["--check"]) == 1
    assert "DATABASE_URL is sqlite://…" in capsys.readouterr().err


def test_the_port_of_the_public_api_must_be_free_too(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert main(["--port", str(port - 1), "--check"]) == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_the_public_process_is_given_the_store_and_nothing_of_the_workshop() -> None:
    own = {"PATH": "/bin", "RELEASE_STORE_URL": "s3://bucket", "AWS_ENDPOINT_URL": "http://s3", "API_CONTACT_NAME": "x"}
    workshop = {"DATABASE_URL": "x", "CELERY_BROKER_URL": "x", "SECRET_KEY": "x", "ALLOWED_HOSTS": "x", "OTHER": "x"}
    given = public_environment({**own, **workshop, "AWS_ACCESS_KEY_ID": "workshop"})

    settings = {"DJANGO_SETTINGS_MODULE": "cms.config.settings.public"}
    assert given == {**own, "AWS_ACCESS_KEY_ID": "workshop", **settings}


def test_the_public_process_can_have_credentials_of_its_own() -> None:
    workshop = {"AWS_ACCESS_KEY_ID": "1", "AWS_SECRET_ACCESS_KEY": "2", "AWS_SESSION_TOKEN": "3", "AWS_REGION": "r"}
    own = {"PUBLIC_AWS_ACCESS_KEY_ID": "public", "PUBLIC_AWS_SECRET_ACCESS_KEY": "secret"}
    given = public_environment({**workshop, **own})

    assert {name: value for name, value in given.items() if name.startswith(("AWS_", "PUBLIC_"))} == {
        "AWS_REGION": "r",
        "AWS_ACCESS_KEY_ID": "public",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
