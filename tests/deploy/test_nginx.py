"""The configuration of nginx in deploy/ does what docs/deploy.md says of it."""

import http.client
import json
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.services.ports import free_port
from tests.services.presence import nginx

CONFIGURATION = Path(__file__).parents[2] / "deploy/nginx/wegwijzer.conf"
BURST = 20  # of the tests
SENT = {
    "Content-Encoding": "br",
    "ETag": '"abc-br"',
    "Cache-Control": "public, max-age=31536000, immutable",
    "Repr-Digest": "sha-256=:AAAA:",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}
BODY = b"\x0b\x02\x80no text\x03"  # bytes that must come through as they are
pytestmark = pytest.mark.nginx


class Behind(BaseHTTPRequestHandler):
    """What stands behind nginx: sends the header fields of ours, and remembers what it was asked."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append({**dict(self.headers), "path": self.path})
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.send_response(200)
        for name, value in {**SENT, "Content-Length": str(len(BODY))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(BODY)

    do_POST = do_GET  # noqa: N815 - the name that the library asks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def behind() -> Iterator[int]:
    Behind.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def configured(folder: Path, behind: int, port: int) -> str:
    """Return our configuration without TLS, on a port of this test, in front of ``behind``."""
    text = re.sub(r"ssl_certificate\S* .*;", "", CONFIGURATION.read_text(encoding="utf-8"))
    text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}").replace("/var/cache/nginx", str(folder))
    text = re.sub(r"127\.0\.0\.1:800[01]", f"127.0.0.1:{behind}", text)
    # A flood that a test can make.
    text = text.replace("rate=50r/s", "rate=1r/s").replace("burst=200 ", f"burst={BURST} ")
    scratch = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"pid {folder}/pid; error_log stderr; events {{}}\nhttp {{ access_log off; {scratch}\n{text} }}"


@pytest.fixture
def front(behind: int, tmp_path: Path) -> Iterator[int]:
    """nginx with our configuration; what is closed to outsiders is closed to this machine too."""
    port = free_port()
    text = configured(tmp_path, behind, port).replace("allow 127.0.0.1;", "")
    (tmp_path / "nginx.conf").write_text(text)
    options = ["-e", "stderr", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    program = nginx()
    assert program is not None
    subprocess.run([program, *options, "-t"], check=True)  # noqa: S603 - the nginx of this machine
    command = [program, *options, "-g", "daemon off; master_process off;"]
    with subprocess.Popen(command) as running:  # noqa: S603 - the same
        end = time.monotonic() + 20
        while not _listens(port):
            assert time.monotonic() < end
        yield port
        running.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def ask(
    port: int, host: str, path: str, method: str = "GET", body: bytes | None = None
) -> tuple[int, dict[str, list[str]], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    forged = {"Host": host, "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "http", "Accept-Encoding": "br"}
    connection.request(method, path, body=body, headers=forged)
    answer = connection.getresponse()
    fields: dict[str, list[str]] = {}
    for name, value in answer.getheaders():
        fields.setdefault(name, []).append(value)
    told = (answer.status, fields, answer.read())
    connection.close()
    return told


ADMIN, API = "redactie.wegwijzer.example", "api.wegwijzer.example"


@pytest.mark.parametrize(("host", "path"), [(ADMIN, "/admin/"), (API, "/api/v1/actueel")])
def test_bytes_and_header_fields_come_through_once_and_as_they_are(front: int, host: str, path: str) -> None:
    status, fields, body = ask(front, host, path)
    assert (status, body) == (200, BODY)
    assert {name: fields[name] for name in SENT} == {name: [value] for name, value in SENT.items()}


def test_the_admin_hears_who_asked_and_not_what_they_say_of_themselves(front: int) -> None:
    ask(front, ADMIN, "/admin/")
    (asked,) = Behind.asked
    assert (asked["X-Forwarded-For"], asked["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
    assert asked["Host"] == ADMIN


@pytest.mark.parametrize("host", [ADMIN, API])
@pytest.mark.parametrize("path", ["/metrieken", "/gezondheid", "/gezondheid/gereed"])
def test_what_is_for_monitors_is_closed_to_outsiders(front: int, host: str, path: str) -> None:
    assert ask(front, host, path)[0] == 403
    assert Behind.asked == []


def test_evidence_of_twenty_megabytes_comes_in_and_more_than_that_does_not(front: int) -> None:
    assert ask(front, ADMIN, "/admin/", "POST", bytes(20_000_000))[0] == 200
    assert ask(front, ADMIN, "/admin/", "POST", bytes(26_300_000))[0] == 413


def test_the_public_api_is_asked_once_for_what_may_be_kept_and_sees_two_slashes(front: int) -> None:
    for _ in range(3):
        ask(front, API, "/api/v1//actueel")
    assert [asked["path"] for asked in Behind.asked] == ["/api/v1//actueel"]


def test_who_asks_the_api_too_much_at_once_is_told_to_wait_and_an_editor_is_not(front: int) -> None:
    answers = [ask(front, API, f"/api/v1/actueel?{number}") for number in range(3 * BURST)]
    assert [status for status, _, _ in answers[: BURST + 1]] == [200] * (BURST + 1)
    status, fields, body = next(answer for answer in answers if answer[0] != 200)
    assert (status, fields["Retry-After"], fields["Content-Type"]) == (429, ["1"], ["application/problem+json"])
    assert json.loads(body)["status"] == 429
    assert len(Behind.asked) < len(answers)
    assert [ask(front, ADMIN, "/admin/")[0] for _ in range(2 * BURST)] == [200] * 2 * BURST
