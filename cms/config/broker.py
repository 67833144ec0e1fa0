"""Celery's queue as a folder, for a machine without a broker (CELERY_BROKER_URL=filesystem://).

kombu's own filesystem transport opens a message before it writes it, so that a reader can take it empty: tried, 1 in
6,000 with two writers, and the worker ends on it. It also moves messages through /tmp, where a move is no longer one
step when ``var/`` lies on another disk. Here a message appears when it is whole, and one worker can take it.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

KombuChannel: Any = filesystem.Channel  # half of kombu is typed, and its channels contradict each other
KombuTransport: Any = filesystem.Transport


class FolderChannel(KombuChannel):
    """One folder of messages, one of messages being taken, and one of bindings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        folder = Path(self.transport_options["folder"])
        self.data_folder_in = self.data_folder_out = str(folder / "messages")
        self.taken = folder / "taken"
        for path in (folder / "messages", self.taken, self.control_folder):
            path.mkdir(parents=True, exist_ok=True)

    @property
    def control_folder(self) -> Path:
        return Path(self.transport_options["folder"]) / "control"

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        table = self._exchange_file(exchange)
        if not table.exists():
            new = self._written("[]")
            with suppress(FileExistsError):  # another process binds at the same time
                os.link(new, table)
            new.unlink()
        super()._queue_bind(exchange, routing_key, pattern, queue)

    def _put(self, queue: str, payload: Any, **_kwargs: Any) -> None:
        name = f"{time.time_ns():020d}_{uuid4().hex}.{queue}.msg"
        self._written(dumps(payload)).rename(Path(self.data_folder_out) / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for path in sorted(Path(self.data_folder_in).iterdir()):
            if path.name.partition(".")[2] != f"{queue}.msg":
                continue
            mine = self.taken / path.name
            try:
                path.rename(mine)
            except FileNotFoundError:  # another worker took it
                continue
            payload = loads(mine.read_text(encoding="utf-8"))
            mine.unlink()
            return payload
        raise Empty

    def _written(self, text: str) -> Path:
        path = self.taken / uuid4().hex
        path.write_text(text, encoding="utf-8")
        return path


class FolderTransport(KombuTransport):
    Channel = FolderChannel


def use_folders() -> None:
    """Let ``filesystem://`` mean this transport in this process."""
    TRANSPORT_ALIASES["filesystem"] = "cms.config.broker:FolderTransport"
