"""Which software this is, and whether the database is as new as the code."""

import platform
import tomllib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@lru_cache(maxsize=1)
def software() -> str:
    """Return the version of this project and of what it stands on."""
    own = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    others = [f"{name} {version(name.lower())}" for name in ("Django", "Wagtail", "Celery")]
    return ", ".join([f"Wegwijzer {own}", *others, f"Python {platform.python_version()}"])


def pending_migrations() -> list[str]:
    """Return which last migrations of an app the database lacks, sorted."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in newest_migrations() if (app, name) not in applied)


@lru_cache(maxsize=1)
def newest_migrations() -> list[tuple[str, str]]:
    """Return the last migration of each app; the code of a process does not change."""
    return MigrationLoader(None).graph.leaf_nodes()
