"""Production refuses to start half-configured or with the demo (settings/production.py, checks.py)."""

import os
import runpy
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import registry
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from cms.config.checks import START, contact_is_somebody, demo_users_are_gone, refuse_unfit_start

COMPLETE = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-not-a-secret",
    "ALLOWED_HOSTS": "redactie.wegwijzer.example",
    "ADMIN_BASE_URL": "https://redactie.wegwijzer.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "RELEASE_PUBLISHER": "Uitgever",
    "RELEASE_BASE_URL": "https://wegwijzer.example",
    "RELEASE_LICENCE": "https://licentie.example/",
    "RELEASE_STORE_URL": "file:///srv/store",
    "WEBHOOK_KEYS": "0123456789abcdefghijklmnopqrstuvwxyz-not-a-secret",
}


def production(monkeypatch: pytest.MonkeyPatch, **changes: str) -> dict[str, Any]:
    """Load the production settings from an environment that holds COMPLETE with these changes."""
    for name, value in {**COMPLETE, **changes}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_module("cms.config.settings.production")


def test_a_complete_environment_is_accepted_and_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = production(monkeypatch, DEBUG="false")

    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["redactie.wegwijzer.example"]
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert settings[name] is True
    assert "SECURE_PROXY_SSL_HEADER" not in settings


def test_a_proxy_that_ends_tls_is_believed_only_when_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert production(monkeypatch, TLS_PROXY="1")["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_each_variable_is_required(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        production(monkeypatch, **{name: ""})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"SECRET_KEY": "demo-key-on-this-machine-only"}, "key of the demo"),
        ({"SECRET_KEY": "short"}, "fewer than 50 characters"),
        ({"ALLOWED_HOSTS": "wegwijzer.example,*"}, "every host"),
        ({"WEBHOOK_KEYS": "demo-key-of-webhooks-on-this-machine-only"}, "WEBHOOK_KEYS holds the key of the demo"),
        ({"WEBHOOK_KEYS": f"{COMPLETE['WEBHOOK_KEYS']},short"}, "fewer than 32 characters"),
        ({"WEBHOOK_ALLOW_PRIVATE": "1"}, "WEBHOOK_ALLOW_PRIVATE is on"),
        ({"TARGET_ROOTS": "/srv/doelen"}, "TARGET_ROOTS"),
        ({"TARGET_ROOTS": "file:///srv"}, "RELEASE_STORE_URL lie within each other"),
        ({"ADMIN_BASE_URL": "http://wegwijzer.example"}, "https://"),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "/nowhere/key"),
    ],
)
def test_what_is_unsafe_is_refused(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], problem: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=problem):
        production(monkeypatch, **changes)


def test_everything_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in COMPLETE:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ImproperlyConfigured) as refusal:
        runpy.run_module("cms.config.settings.production")

    assert all(name in str(refusal.value) for name in COMPLETE)


@pytest.fixture
def _checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.registry, "registered_checks", set())
    registry.register(demo_users_are_gone, START)


@pytest.mark.django_db
@pytest.mark.usefixtures("_checked")
def test_an_active_demo_user_keeps_production_from_starting() -> None:
    user = get_user_model().objects.create(username="redacteur", email="Redacteur@Demo.example")
    with pytest.raises(ImproperlyConfigured, match="demo user redacteur can sign in"):
        refuse_unfit_start()

    user.is_active = False
    user.save()
    refuse_unfit_start()


@pytest.mark.parametrize(
    ("email", "url", "is_doubted"),
    [
        ("beheer@wegwijzer.example", "https://wegwijzer.nl/contact", True),
        ("beheer@wegwijzer.nl", "https://wegwijzer.example/contact", True),
        ("beheer@wegwijzer.nl", "https://wegwijzer.nl/contact", False),
    ],
)
def test_a_contact_that_is_nobody_is_a_warning(settings: Settings, email: str, url: str, is_doubted: bool) -> None:
    settings.SPECTACULAR_SETTINGS = {"CONTACT": {"name": "Beheer", "email": email, "url": url}}
    assert bool(contact_is_somebody()) is is_doubted


def database_with_a_demo_user(path: Path) -> str:
    """Make a database that holds one table, with the columns that the check reads, and return its address."""
    columns = [field.attname for field in get_user_model()._meta.local_concrete_fields]
    values = {"id": 1, "username": "redacteur", "email": "redacteur@demo.example", "is_active": 1}
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE accounts_user ({', '.join(columns)})")
        database.execute(
            f"INSERT INTO accounts_user ({', '.join(values)}) VALUES (?, ?, ?, ?)",
            list(values.values()),
        )
    database.close()
    return f"sqlite:///{path}"


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import cms.config.wsgi"],
        ["-m", "celery", "-A", "cms.config.celery", "worker"],
        ["-m", "celery", "-A", "cms.config.celery", "beat"],
        ["manage.py", "check", "--database", "default"],
    ],
    ids=["web", "worker", "beat", "check"],
)
def test_no_process_starts_with_a_demo_user(tmp_path: Path, command: list[str]) -> None:
    environment = {**os.environ, **COMPLETE, "DJANGO_SETTINGS_MODULE": "cms.config.settings.production"}
    environment |= {"DATABASE_URL": database_with_a_demo_user(tmp_path / "db"), "WEGWIJZER_VAR": str(tmp_path)}
    environment["CELERY_BROKER_URL"] = "filesystem://localhost"
    result = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *command], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert result.returncode != 0
    assert "The demo user redacteur can sign in." in result.stderr + result.stdout
