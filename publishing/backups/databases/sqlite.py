"""SQLite: the online backup API, which takes one consistent state while others go on writing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connections

from publishing.backups.errors import BackupError
from publishing.backups.facts import facts_of
from publishing.backups.manifest import Facts

FILE = "database.sqlite3"


class SqliteDatabase:
    """The database of the settings, where that is a file of SQLite."""

    file = FILE

    def __init__(self) -> None:
        self._connection = connections["default"]

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def size(self) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            return int(cursor.fetchone()[0])

    def copy(self, target: Path) -> Facts:
        """Write one consistent state to ``target`` and return what it holds."""
        self._connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            self._connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            if (found := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                raise BackupError(f"De database is beschadigd: {found}")
            return facts_of(copy.cursor())

    def is_empty(self) -> bool:
        path = self._path()
        return not path.exists() or not self._connection.introspection.table_names()

    def others(self) -> int:
        return 0  # a file tells of nobody

    def put_back(self, source: Path) -> None:
        """Put the copy in place at once, or not at all."""
        self._connection.close()
        path = self._path()
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_name(f".coming-{path.name}")
        shutil.copyfile(source, staged)
        for beside in ("-wal", "-shm"):  # of an empty database: a log must not be played on this one
            path.with_name(f"{path.name}{beside}").unlink(missing_ok=True)
        staged.replace(path)

    def _path(self) -> Path:
        return Path(str(self._connection.settings_dict["NAME"]))
