"""Readers of targets: they begin at the pointer, and hold what they read against the overview there."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from exporters.targets.base import OVERVIEW
from exporters.targets.models import Target
from publishing.store.s3 import s3_client


class TornError(Exception):
    """What is read is not one whole release."""


def folder_of(target: Target) -> Path:
    """Return the folder of a directory target."""
    return Path(unquote(urlsplit(target.address).path))


def read_whole(target: Target) -> dict[str, bytes] | None:
    """Return every file that a reader finds, by name, None where nothing is yet; raise TornError."""
    address = urlsplit(target.address)
    found = _read_folder(folder_of(target)) if address.scheme == "file" else _read_bucket(address)
    if found is None:
        return None
    listed = {one["naam"]: one["sha256"] for one in json.loads(found[OVERVIEW])["bestanden"]}
    read = {name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != OVERVIEW}
    if listed != read:
        raise TornError(f"{sorted(set(listed.items()) ^ set(read.items()))}")
    return found


def number_at(target: Target) -> str | None:
    """Return which release a reader of ``target`` finds, whole."""
    found = read_whole(target)
    return None if found is None else str(json.loads(found[OVERVIEW])["uitgave"])


def _read_folder(folder: Path) -> dict[str, bytes] | None:
    link = folder / "actueel"
    if not link.is_symlink():
        return None
    led = link.resolve(strict=True)  # once: a reader stays with the release that it began with
    return {path.relative_to(led).as_posix(): path.read_bytes() for path in led.rglob("*") if path.is_file()}


def _read_bucket(address: Any) -> dict[str, bytes] | None:
    client, prefix = s3_client(), f"{address.path.strip('/')}/"
    listed = client.list_objects_v2(Bucket=address.netloc, Prefix=f"{prefix}actueel.json")
    if not listed.get("Contents"):
        return None
    pointer = json.loads(_get(client, address.netloc, f"{prefix}actueel.json"))
    overview = _get(client, address.netloc, prefix + pointer["overzicht"])
    if hashlib.sha256(overview).hexdigest() != pointer["overzichtSha256"]:
        raise TornError("the overview is another one than the pointer says")
    names = [one["naam"] for one in json.loads(overview)["bestanden"]]
    files = {name: _get(client, address.netloc, f"{prefix}{pointer['map']}/{name}") for name in names}
    return {**files, OVERVIEW: overview}


def _get(client: Any, bucket: str, key: str) -> bytes:
    data: bytes = client.get_object(Bucket=bucket, Key=key)["Body"].read()
    return data


@dataclass
class Reading:
    """A reader in a loop. ``seen`` are the releases that it read whole, ``torn`` what it read otherwise."""

    target: Target
    seen: set[str] = field(default_factory=set)
    torn: list[str] = field(default_factory=list)
    times: int = 0
    _stop: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def __enter__(self) -> "Reading":
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        assert self._thread is not None
        self._thread.join(timeout=30)

    def _read(self) -> None:
        while not self._stop.is_set():
            try:
                number = number_at(self.target)
            except Exception as error:
                self.torn.append(f"{type(error).__name__}: {error}")
            else:
                self.times += 1
                self.seen |= {number} if number else set()
