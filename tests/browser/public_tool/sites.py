"""The public tool as a file server gives it, below a folder of another site, with the headers of docs/website.md."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type

BELOW = "/onder/een-map/"
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a browser comes with many connections at once
    daemon_threads = True


class Site:
    """A running server. ``files`` may be replaced by those of another release; ``asked`` is every path that was."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.asked = files, list[str]()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.address = self.origin + BELOW

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = self.path.split("?")[0]
                site.asked.append(path)
                name = path.removeprefix(BELOW) or "index.html"
                body = site.files.get(name) if path.startswith(BELOW) else None
                self.send_response(200 if body is not None else 404)
                for header, value in HEADERS.items():
                    self.send_header(header, value)
                self.send_header("Content-Type", _type_of(name))
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                """Say nothing: the test knows what was asked."""

        return Handler

    def start(self) -> None:
        """Answer in a thread of its own."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
        self._server.shutdown()
        self._server.server_close()


def _type_of(name: str) -> str:
    found = guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".webmanifest"):
        return "application/manifest+json"
    return f"{found}; charset=utf-8" if re.match(r"text/|application/json", found) else found


@contextmanager
def served(files: dict[str, bytes]) -> Iterator[Site]:
    """Serve ``files`` until the block ends."""
    site = Site(files)
    site.start()
    try:
        yield site
    finally:
        site.stop()
