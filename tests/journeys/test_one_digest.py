"""The same content is the same release, wherever and whenever it is frozen."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.migrated import begin_with_copy

ROOT = Path(__file__).parents[2]
SQLITE_ONE = {"DAY": "2026-11-02T09:00:00Z", "TZ": "Europe/Amsterdam", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"DAY": "2028-02-29T23:59:30Z", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C"}


def built(folder: Path, surroundings: dict[str, str]) -> dict[str, Any]:
    """Build the whole demo in a process of its own and return its digests."""
    settings = {"DJANGO_SETTINGS_MODULE": "cms.config.settings.dev", "WEGWIJZER_VAR": str(folder)}
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.elsewhere"],
        env={**inherited, **settings, **surroundings},
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sqlite")
    begin_with_copy(folder / "wegwijzer.sqlite3")
    return built(folder, SQLITE_ONE)


@pytest.fixture
def other_database() -> Iterator[str]:
    """Give the address of an empty PostgreSQL database."""
    server = os.environ["DATABASE_URL"]
    name = f"one_digest_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_another_day_zone_locale_and_hash_seed_give_the_same_digests(here: dict[str, Any], tmp_path: Path) -> None:
    assert set(here["digests"]) == {"2025.1", "2026.1", "2026.2"}
    begin_with_copy(tmp_path / "wegwijzer.sqlite3")
    assert built(tmp_path, ELSEWHERE) == here
    assert here["differences"] == []


@pytest.mark.postgres
def test_postgresql_and_sqlite_give_the_same_digests(here: dict[str, Any], tmp_path: Path, other_database: str) -> None:
    assert built(tmp_path, {**ELSEWHERE, "DATABASE_URL": other_database}) == here
