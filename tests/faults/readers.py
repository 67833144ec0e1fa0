"""Readers of the public API who never stop asking, and hold each answer against its digest."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client

from publishing.documents.registry import KINDS

BASE = "/api/v1"
_SECONDS = 60.0


class Readers:
    """What they saw: ``seen`` are the digests of the releases, each once, in order; ``wrong`` is what may not be."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.wrong: list[str] = []
        self.rounds = 0
        self._stopped = threading.Event()
        self._turned = threading.Condition()

    def go_on(self, *, rounds: int = 4) -> None:
        """Wait until they read everything so many times more, whatever is going on meanwhile."""
        with self._turned:
            wanted = self.rounds + rounds
            assert self._turned.wait_for(lambda: self.rounds >= wanted or bool(self.wrong), _SECONDS), "they hang"

    def see(self, digest: str) -> None:
        """Wait until they have seen this release: in S3 they ask for what is new twice a second at most."""
        with self._turned:
            assert self._turned.wait_for(lambda: digest in self.seen or bool(self.wrong), _SECONDS), "they see nothing"

    def stop(self) -> None:
        self._stopped.set()

    def read(self) -> None:
        """Read the current release whole, again and again, until they are told to stop."""
        client, mine = Client(), list[str]()
        while not self._stopped.is_set() and not self.wrong:
            try:
                mine.append(_whole(client))
            except Exception as error:
                # A thread has nobody above it: what went wrong is for the test to see.
                self.wrong.append(f"{type(error).__name__}: {error}")
            with self._turned:
                self.seen += [digest for digest in mine[-1:] if digest not in self.seen]
                if mine[-1:] != mine[-2:-1] and mine[-1:] and mine[-1] in mine[:-1]:
                    self.wrong.append(f"{mine[-1]} came back")
                self.rounds += 1
                self._turned.notify_all()


def _whole(client: Client) -> str:
    body = _asked(client, f"{BASE}/actueel/manifest")
    digest, manifest = hashlib.sha256(body).hexdigest(), json.loads(body)
    pinned = f"{BASE}/uitgaven/{manifest['nummer']}"
    assert _asked(client, f"{pinned}/manifest") == body
    for entry in manifest["documenten"]:
        assert hashlib.sha256(_asked(client, _address(pinned, entry))).hexdigest() == entry["vingerafdruk"]
    return digest


def _address(pinned: str, entry: dict[str, Any]) -> str:
    kind = KINDS[entry["soort"]]
    return f"{pinned}/{kind.collection}/{entry['id']}" if not kind.is_single else f"{pinned}/{kind.name}"


def _asked(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    body: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200, f"{address}: {answer.status_code} {body!r}"
    return body


@contextmanager
def reading() -> Iterator[Readers]:
    """Let two readers ask all the while; whatever they met that was not a whole release fails the test."""
    readers = Readers()
    threads = [threading.Thread(target=readers.read) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        readers.go_on(rounds=2)
        yield readers
        readers.go_on(rounds=2)
    finally:
        readers.stop()
        for thread in threads:
            thread.join()
    assert readers.wrong == []
