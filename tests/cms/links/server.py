"""A real web server on this machine that answers as it is told, and remembers who asked what."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Route = Callable[["Handler"], None]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]


class Handler(BaseHTTPRequestHandler):
    """Looks the path up in the server's routes."""

    server: "LocalServer"
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; ``retry_after`` is the header Retry-After."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_GET(self) -> None:
        names = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append(Asked(self.command, self.path, names))
        try:
            self.server.routes.get(self.path, _not_there)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.hung_up.set()  # the visitor had heard enough

    do_HEAD = do_GET  # noqa: N815 - the name is the standard library's

    def log_message(self, *_args: Any) -> None:
        pass


def _not_there(handler: Handler) -> None:
    handler.answer(404)


class LocalServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self.over = threading.Event()  # what keeps a visitor waiting ends with the test
        self.hung_up = threading.Event()

    def handle_error(self, *_args: Any) -> None:
        pass

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the address of ``path``, under any name that the test's resolver knows."""
        return f"{scheme}://{host}:{self.server_port}{path}"

    def on(self, path: str, status: int, body: bytes = b"", **headers: str) -> str:
        """Answer ``path`` so from now on; return its address."""
        self.routes[path] = lambda handler: handler.answer(status, body, **headers)
        return self.url(path)

    def methods(self, path: str) -> list[str]:
        """Return how ``path`` was asked for, in order."""
        return [one.method for one in self.asked if one.path == path]


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[LocalServer]:
    """Give a server that runs until the end of the block."""
    server = LocalServer()
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
