"""What a database can do for a backup, and which one there is."""

from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connections

from publishing.backups.databases.postgresql import PostgresqlDatabase
from publishing.backups.databases.sqlite import SqliteDatabase
from publishing.backups.manifest import Facts


class BackedUpDatabase(Protocol):
    """The database of the settings."""

    file: str
    """The name of its copy in a backup."""

    def version(self) -> str:
        """Return which database it is, and its version."""

    def size(self) -> int:
        """Return how many bytes it takes now."""

    def copy(self, target: Path) -> Facts:
        """Write one consistent state to the file ``target`` and return what that state holds; raise BackupError."""

    def is_empty(self) -> bool:
        """Say whether it has no table yet."""

    def others(self) -> int:
        """Return how many others use it now, as far as that can be told."""

    def put_back(self, source: Path) -> None:
        """Fill the empty database from ``source``, whole or not at all; raise BackupError."""


def database() -> BackedUpDatabase:
    """Return the database of the settings."""
    if connections["default"].vendor == "postgresql":
        return PostgresqlDatabase(owner=settings.BACKUP_DATABASES["OWNER"])
    return SqliteDatabase()
