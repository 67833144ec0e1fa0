"""Migrations from now on are safe on a live PostgreSQL, on which the version before still runs (docs/deploy.md).

``frozen_migrations.txt`` names those that were there before this rule. One that takes something away says in its module
as ``CONTRACTS`` which release of the software stopped using it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

FROZEN = Path(__file__).with_name("frozen_migrations.txt").read_text(encoding="utf-8").split()
OURS = ("cms.", "publishing.", "exporters")
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
DATA = (migrations.RunPython, migrations.RunSQL)


def problems(migration: Any, *, contracts: str = "") -> Iterator[str]:
    """Yield what makes a migration unsafe while the version before it runs."""
    made = {one.name.lower() for one in migration.operations if isinstance(one, migrations.CreateModel)}
    for one in migration.operations:
        model = str(getattr(one, "model_name", "")).lower()
        if isinstance(one, TAKES_AWAY) and not contracts:
            yield f"{one.describe()}: the version before still uses it; say in CONTRACTS since when not"
        elif model in made:
            continue  # nobody uses a table that comes with it
        elif isinstance(one, migrations.AddField) and _is_demanded(one.field):
            yield f"{one.describe()}: the version before adds rows without it; give it null or db_default"
        elif type(one) is migrations.AddIndex:
            yield f"{one.describe()}: locks out writers; use AddIndexConcurrently"
    if any(isinstance(one, DATA) for one in migration.operations) and not all(
        isinstance(one, DATA) for one in migration.operations
    ):
        yield "rows and tables change in one migration: make it two"


def _is_demanded(field: Any) -> bool:
    return not field.many_to_many and not field.null and field.db_default is NOT_PROVIDED


def ours() -> dict[str, Any]:
    labels = {config.label for config in apps.get_app_configs() if f"{config.name}.".startswith(OURS)}
    there = MigrationLoader(None).disk_migrations
    return {f"{app}.{name}": migration for (app, name), migration in there.items() if app in labels}


def test_every_new_migration_is_safe_on_a_live_database() -> None:
    found = [
        f"{name}: {problem}"
        for name, migration in ours().items()
        if name not in FROZEN
        for problem in problems(migration, contracts=getattr(sys.modules[migration.__module__], "CONTRACTS", ""))
    ]
    assert found == []


def test_what_was_frozen_is_there() -> None:
    assert set(FROZEN) <= set(ours())


TEXT = models.TextField()


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.RemoveField("release", "note")],
        [migrations.RenameField("release", "note", "remark")],
        [migrations.DeleteModel("Release")],
        [migrations.AddField("release", "note", models.TextField(default=""))],
        [migrations.AddIndex("release", models.Index(fields=["note"], name="by_note"))],
        [migrations.AddField("release", "note", models.TextField(null=True)), migrations.RunSQL("SELECT 1")],
    ],
)
def test_what_locks_or_breaks_is_found(operations: list[Any]) -> None:
    assert list(problems(SimpleNamespace(operations=operations)))


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.CreateModel("Note", [("text", TEXT)]), migrations.AddField("note", "more", TEXT)],
        [migrations.AddField("release", "note", models.TextField(null=True))],
        [migrations.AddField("release", "note", models.TextField(db_default=""))],
        [migrations.RunSQL("SELECT 1")],
    ],
)
def test_what_adds_is_left_alone(operations: list[Any]) -> None:
    assert list(problems(SimpleNamespace(operations=operations))) == []


def test_what_takes_away_in_its_second_step_is_left_alone() -> None:
    taken = SimpleNamespace(operations=[migrations.RemoveField("release", "note")])
    assert list(problems(taken, contracts="1.2 no longer reads it")) == []
