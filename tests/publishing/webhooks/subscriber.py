"""A subscriber: a real web server on this machine that checks signatures, and does everything once per event id."""

import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from cms.accounts.models import User
from cms.links.requesting import Limits
from publishing.releases.models import OutboxEntry, Release
from publishing.releases.publish import publish_release
from publishing.webhooks.managing import add_subscriber
from publishing.webhooks.models import Subscriber
from publishing.webhooks.receiver import KIND
from publishing.webhooks.sending import Sender
from tests.factories.releases import AT, candidate

QUICK = Sender(allow_private=True, limits=Limits(connect=2, silence=2, total=2))


@dataclass(frozen=True)
class Told:
    """One request as it arrived; the names of headers in small letters."""

    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> str:
        return self.headers["webhook-id"]


class Site(ThreadingHTTPServer):
    """Remembers what it was told. ``status``, ``words`` and ``extra`` are what it answers, ``answer`` how."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 204
        self.words = b""
        self.extra: dict[str, str] = {}
        self.answer: Callable[[Handler], None] = _answer
        self.told: list[Told] = []
        self.effects: Counter[str] = Counter()
        self.over = Event()
        self.scheme = "http"

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}/wegwijzer"

    @property
    def events(self) -> set[str]:
        return {one.event for one in self.told}

    @property
    def bodies(self) -> set[bytes]:
        return {one.body for one in self.told}

    def handle_error(self, *_args: Any) -> None:
        """Say nothing of who hung up."""


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = Told({name.lower(): value for name, value in self.headers.items()}, body)
        self.server.told.append(told)
        if self.server.status < 300 and not self.server.effects[told.event]:
            self.server.effects[told.event] += 1
        self.server.answer(self)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _answer(handler: Handler) -> None:
    site = handler.server
    handler.send_response(site.status)
    for name, value in site.extra.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(site.words)))
    handler.end_headers()
    handler.wfile.write(site.words)


@contextmanager
def listening(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Give a site that listens until the end."""
    with Site() as site:
        if tls is not None:
            site.socket, site.scheme = tls.wrap_socket(site.socket, server_side=True), "https"
        thread = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            site.shutdown()
            thread.join()


def subscribed(name: str, url: str, *, by: User) -> tuple[Subscriber, str]:
    """Return a new subscriber and its key."""
    return add_subscriber(name=name, url=url, by=by, at=AT)


def move(by: User, number: str = "2026.1") -> Release:
    """Publish something, of which the subscribers are yet to be told."""
    candidate(number)
    return publish_release(number=number, by=by, at=AT)


def entry_of(subscriber: Subscriber) -> OutboxEntry:
    return OutboxEntry.objects.get(kind=KIND, destination=subscriber.slug)
