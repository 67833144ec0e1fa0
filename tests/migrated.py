"""A test database that was migrated once: an empty SQLite begins as a copy of what these migrations made before.

Migrating from nothing costs half a minute of one core, and each process of a run would pay it. The copy is kept in the
virtual environment under the SHA-256 of everything that it is made of: every migration, what a migration of ours
imports, and the lock file. ``migrate`` still runs on the copy, so that roles, permissions and triggers are those of
now. PostgreSQL, and a fresh machine, migrate from nothing.
"""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseWrapper
from pytest_django import DjangoDbBlocker

from tests.emptying import emptied_by_need

FOLDER = Path(sys.prefix) / "migrated"
KEPT = 8  # one per branch that somebody works on
ROOT = Path(__file__).resolve().parents[1]
OURS = re.compile(r"^(?:from|import) ((?:cms|publishing|exporters)[\w.]*)", re.MULTILINE)


def migrations() -> list[Path]:
    """Return the file of every migration, ours and others'."""
    return sorted(file for app in apps.get_app_configs() for file in Path(app.path, "migrations").glob("*.py"))


def made_of() -> Iterator[Path]:
    """Yield each file of which the tables are made."""
    yield ROOT / "uv.lock"
    for migration in migrations():
        yield migration
        for module in OURS.findall(migration.read_text()):
            spec = find_spec(module)
            if spec and spec.origin:
                yield Path(spec.origin)


def kept_copy() -> Path:
    """Return where the copy of these very migrations lies, or would lie."""
    digest = hashlib.sha256()
    for file in made_of():
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return FOLDER / f"{digest.hexdigest()}.sqlite3"


def begin_with_copy(database: Path) -> None:
    """Lay a migrated SQLite at ``database``, for a process that migrates it itself; without a copy do nothing."""
    if kept_copy().exists():
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept_copy(), database)


def keep(copy: Path) -> None:
    """Write the migrated database of this process to ``copy``, whole or not at all, and let old copies go."""
    copy.parent.mkdir(exist_ok=True)
    unfinished = copy.with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(unfinished)) as file:
        connection.connection.backup(file)
    unfinished.replace(copy)
    newest_first = sorted(copy.parent.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT:]:
        old.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def begun_as_copy(django_db_modify_db_settings: None) -> Iterator[None]:
    """While the test database is made: let an empty SQLite in memory begin as the kept copy, where there is one."""
    copy = kept_copy()
    done: list[bool] = []

    def begin(*, connection: DatabaseWrapper, **_: object) -> None:
        if not done and connection.vendor == "sqlite" and connection.is_in_memory_db():
            done.append(True)
            with contextlib.closing(sqlite3.connect(copy)) as file:
                file.backup(connection.connection)

    if copy.exists():
        connection_created.connect(begin)
    yield
    connection_created.disconnect(begin)


@pytest.fixture(scope="session")
def django_db_setup(begun_as_copy: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test databases as pytest-django does, keep what was migrated from nothing, and empty them by need."""
    copy = kept_copy()
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            if connection.vendor == "sqlite" and not copy.exists():
                keep(copy)
            stack.enter_context(emptied_by_need())
        yield
