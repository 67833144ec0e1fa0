"""PostgreSQL: pg_dump and pg_restore in the custom format, as the owner where OWNER_DATABASE_URL names one."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.db import connections, transaction

from publishing.backups.errors import BackupError
from publishing.backups.facts import facts_of
from publishing.backups.manifest import Facts

FILE = "database.dump"
# Told by the environment of the program: a command line can be read by everybody on the machine.
_VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


class PostgresqlDatabase:
    """The database of the settings, where that is PostgreSQL. ``owner`` is the address of its owner, or empty."""

    file = FILE

    def __init__(self, *, owner: str) -> None:
        self._connection = connections["default"]
        self._owner = owner

    def version(self) -> str:
        return f"PostgreSQL {self._asked('SHOW server_version')}"

    def size(self) -> int:
        """Return its size on disk in bytes, which its dump seldom reaches."""
        return int(self._asked("SELECT pg_database_size(current_database())"))

    def copy(self, target: Path) -> Facts:
        """Dump one snapshot to ``target`` and return what that same snapshot holds."""
        with transaction.atomic(), self._connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            self._run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
            return facts_of(cursor)

    def is_empty(self) -> bool:
        return not self._connection.introspection.table_names()

    def others(self) -> int:
        """Return how many other sessions there are in this database."""
        return int(
            self._asked(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
        )

    def put_back(self, source: Path) -> None:
        """Put the dump into the empty database in one transaction."""
        self._connection.close()
        name = self._environment()["PGDATABASE"]
        options = ("--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={name}")
        self._run("pg_restore", *options, str(source))

    def _asked(self, sql: str) -> str:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            return str(cursor.fetchone()[0])

    def _environment(self) -> dict[str, str]:
        told: Mapping[str, Any] = self._connection.settings_dict
        if self._owner:
            told = dict(dj_database_url.parse(self._owner))
        options = told.get("OPTIONS") or {}
        named = {_VARIABLES[name]: str(told[name]) for name in _VARIABLES if told.get(name)}
        return named | {_OPTIONS[name]: str(options[name]) for name in _OPTIONS if options.get(name)}

    def _run(self, program: str, *arguments: str) -> None:
        path = shutil.which(program)
        if path is None:
            raise BackupError(f"{program} is er niet. Installeer de programma's van PostgreSQL (postgresql-client).")
        environment = {**os.environ, **self._environment()}
        done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True)  # noqa: S603 - found above
        if done.returncode:
            said = " ".join(done.stderr.split())[:1000]
            raise BackupError(f"{program} lukt niet: {said}")
