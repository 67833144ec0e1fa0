"""Servers that keep us waiting, talk nonsense, send too much, or are not who they say they are."""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from cms.links.judging import Outcome, Validators
from cms.links.requesting import Limits
from cms.links.status import LinkStatus
from cms.links.visiting import Visitor
from tests.cms.links.certificates import certificate_for
from tests.cms.links.diary import START
from tests.cms.links.server import Handler, LocalServer, running

NOTHING_KNOWN = Validators()


def _visit(visitor: Visitor, url: str, known: Validators = NOTHING_KNOWN) -> Outcome:
    return visitor.visit(url, known=known, at=START, pause=lambda: None)


def test_of_a_huge_page_no_more_is_taken_than_fits_in_the_line(server: LocalServer, visitor: Visitor) -> None:
    def huge(handler: Handler) -> None:
        handler.send_response(200 if handler.command == "GET" else 405)
        handler.end_headers()
        while handler.command == "GET":
            handler.wfile.write(b"x" * 65536)

    server.routes["/enorm"] = huge

    assert _visit(visitor, server.url("/enorm")).status == LinkStatus.OK
    assert server.hung_up.wait(5), "the visitor ended the connection"


def _silent(handler: Handler) -> None:
    handler.server.over.wait(30)


def _drip(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Lang: ")
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b"a")


def _drip_whole_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b"X: y\r\n")


@pytest.mark.parametrize(
    ("route", "limits", "reason"),
    [
        (_silent, Limits(connect=2, silence=0.2, total=5), "reageert niet"),
        (_silent, Limits(connect=2, silence=5, total=0.2), r"langer dan 0\.2 seconden"),
        (_drip, Limits(connect=2, silence=1, total=0.3), r"langer dan 0\.3 seconden"),
        (_drip_whole_headers, Limits(connect=2, silence=1, total=0.3), r"langer dan 0\.3 seconden"),
        (lambda handler: handler.wfile.write(b"hallo\r\n\r\n"), Limits(), "geen geldig antwoord"),
        (lambda handler: handler.connection.close(), Limits(connect=1, silence=1), "verbreekt|reageert niet"),
    ],
)
def test_a_server_that_keeps_us_waiting_or_talks_nonsense_is_not_reachable(
    server: LocalServer, visitor: Visitor, route: object, limits: Limits, reason: str
) -> None:
    server.routes["/traag"] = route  # type: ignore[assignment]  # a lambda among functions

    outcome = _visit(replace(visitor, limits=limits), server.url("/traag"))

    assert outcome.status == LinkStatus.UNREACHABLE
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(outcome.message)


def test_a_closed_door_is_not_reachable(visitor: Visitor) -> None:
    with running() as server:
        url = server.url("/")

    outcome = _visit(visitor, url)

    assert (outcome.status, outcome.message) == (LinkStatus.UNREACHABLE, "De site neemt geen verbinding aan.")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a certificate for wegwijzer.example and its key."""
    return certificate_for("wegwijzer.example", tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize(
    ("host", "found", "message"),
    [
        ("wegwijzer.example", LinkStatus.OK, ""),
        ("elders.example", LinkStatus.UNREACHABLE, "Het beveiligingscertificaat klopt niet"),
    ],
)
def test_a_certificate_is_held_against_the_name_and_not_the_number(
    certificate: Path, visitor: Visitor, host: str, found: LinkStatus, message: str
) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    trusting = replace(visitor, tls=ssl.create_default_context(cafile=str(certificate)))
    with running(tls=serving) as server:
        server.on("/", 200)
        outcome = _visit(trusting, server.url("/", host=host, scheme="https"))

    assert outcome.status == found
    assert outcome.message.startswith(message)


def test_a_server_without_tls_behind_https_is_not_reachable(server: LocalServer, visitor: Visitor) -> None:
    outcome = _visit(visitor, server.url("/", scheme="https"))

    assert outcome.status == LinkStatus.UNREACHABLE
    assert "https" in outcome.message


def test_a_server_that_agrees_on_tls_byte_by_byte_is_not_waited_for(visitor: Visitor) -> None:
    over = threading.Event()

    def drip(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line, suppress(OSError):
            line.sendall(b"\x16\x03\x03\x3f\xff")  # a record of TLS that takes for ever to come in
            while not over.wait(0.02):
                line.sendall(b"\x00")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=[listener], daemon=True)
        thread.start()
        hurried = replace(visitor, limits=Limits(connect=2, silence=2, total=0.3))
        outcome = _visit(hurried, f"https://wegwijzer.example:{listener.getsockname()[1]}/")
        over.set()
        thread.join()

    assert outcome == Outcome(LinkStatus.UNREACHABLE, message="Het antwoord duurde langer dan 0.3 seconden.")
