"""A receiver of deliveries over HTTP, and the server that it tells, which does everything once per event id."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import urllib3

from publishing.releases.delivering.receivers import Answer, DeliveryError, Receiver
from publishing.releases.models import OutboxEntry

KIND = "local"


class LocalReceiver(Receiver):
    """Posts what is told to addresses on this machine."""

    kind = KIND
    label = "ontvanger op deze machine"

    def __init__(self, *addresses: str) -> None:
        self._addresses = addresses

    def destinations(self) -> Iterable[str]:
        return self._addresses

    def deliver(self, entry: OutboxEntry) -> Answer:
        try:
            answer = urllib3.request(
                "POST",
                entry.destination,
                body=bytes(entry.payload),
                headers={"Event-Id": str(entry.event_id), "Content-Type": "application/json"},
                retries=False,
                timeout=10,
            )
        except urllib3.exceptions.HTTPError as error:
            raise DeliveryError(f"{entry.destination} is niet bereikbaar.") from error
        told = Answer(status=answer.status, words=answer.data.decode(errors="replace"))
        if answer.status >= 400:
            raise DeliveryError(f"{entry.destination} antwoordt {answer.status}.", answer=told)
        return told


class Server(ThreadingHTTPServer):
    """Remembers what it was told; ``status`` is what it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.words = "dank je"
        self.requests: Counter[str] = Counter()
        self.bodies: dict[str, set[bytes]] = {}
        self.effects: Counter[str] = Counter()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ontvangst"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        event = self.headers["Event-Id"]
        self.server.requests[event] += 1
        self.server.bodies.setdefault(event, set()).add(body)
        if self.server.status == 200 and not self.server.effects[event]:
            self.server.effects[event] += 1
        words = self.server.words.encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def local_server() -> Iterator[Server]:
    """Give a server that listens until the end."""
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
