"""Packs as they were written before there was an index."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from publishing.store.pack import WITHOUT_INDEX, write_pack


def write_old_pack(path: Path, **fields: Any) -> None:
    """Write a pack without its index."""
    write_pack(path, **fields)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in ("facet", "ordering", "search"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'format'", (WITHOUT_INDEX,))
