"""Tries a backup out: puts it back beside the installation and looks whether all of it is right.

BIO2 asks that putting back is tested. The trial is a process of its own with another database and another store; what
came of it goes on record here.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from publishing.audit.actions import Action
from publishing.backups.errors import BackupError
from publishing.backups.recorded import record_about


def rehearse(*, folder: Path, scratch_database: str, at: datetime) -> dict[str, Any]:
    """Put the backup in ``folder`` back elsewhere and return what ``restore --json`` says of it.

    ``scratch_database`` is the address of an empty PostgreSQL database; for SQLite it is empty, and a file is made and
    thrown away. Raise BackupError when it fails; that is recorded too.
    """
    if connections["default"].vendor == "postgresql" and not scratch_database:
        raise BackupError("Noem in REHEARSAL_DATABASE_URL het adres van een lege database om het in te proberen.")
    folder = folder.resolve()
    with tempfile.TemporaryDirectory(prefix="wegwijzer-herstel-") as elsewhere:
        done = _tried(folder, Path(elsewhere), scratch_database)
    if done.returncode:
        why = " ".join(done.stderr.split()) or f"exitcode {done.returncode}"
        record_about(action=Action.BACKUP_REHEARSED, name=folder.name, at=at, refusal=why)
        raise BackupError(f"Terugzetten is geprobeerd en mislukt: {why}")
    record_about(action=Action.BACKUP_REHEARSED, name=folder.name, at=at)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _tried(folder: Path, elsewhere: Path, scratch_database: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "OWNER_DATABASE_URL", "RELEASE_STORE_URL"))
    }
    environment |= {
        "WEGWIJZER_VAR": str(elsewhere),
        "RELEASE_STORE_URL": (elsewhere / "store").as_uri(),
        "DATABASE_URL": scratch_database or f"sqlite:///{elsewhere / 'wegwijzer.sqlite3'}",
        "CELERY_BROKER_URL": "filesystem://localhost",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(folder), "--json"]
    return subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - our own command
