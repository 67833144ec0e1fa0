"""One request to an address that the guard judged, within time limits.

Follows nothing, and reads no more of the answer than was asked for.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Timer
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.exceptions import SSLError as URLLib3SSLError
from urllib3.response import BaseHTTPResponse
from urllib3.util import SKIP_HEADER

from cms.links.guard import Destination


@dataclass(frozen=True)
class Limits:
    """How long a request may take, in seconds: to connect, in silence, and in all from the first byte sent."""

    connect: float = 5
    silence: float = 10
    total: float = 15


USUAL_LIMITS = Limits()


class UnreachableError(Exception):
    """No answer; the message says why, in Dutch."""


@dataclass(frozen=True)
class Answer:
    """What a server said; the names of headers in small letters, and the beginning of the body as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class _Watched:
    """A connection that can be cut at any moment, also while it is agreeing on TLS."""

    watched: socket.socket | None = None
    is_cut = False

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]  # of the connection that this is mixed into
        self.watched = made.dup()  # TLS takes the socket itself over; shutting down a copy ends both
        return made

    def cut(self) -> None:
        self.is_cut = True
        if self.watched is not None:
            with suppress(OSError):  # it ended by itself
                self.watched.shutdown(socket.SHUT_RDWR)


class _Plain(_Watched, HTTPConnection):
    pass


class _Encrypted(_Watched, HTTPSConnection):
    pass


def ask(
    destination: Destination,
    *,
    method: str,
    headers: Mapping[str, str],
    limits: Limits,
    tls: ssl.SSLContext | None = None,
    body: bytes | None = None,
    most: int = 0,
) -> Answer:
    """Send one request to ``destination.ip`` and return what it answers; raise UnreachableError.

    ``tls`` says which certificates are trusted; without it those of this machine. ``most`` is how many bytes of the
    answer are read.
    """
    connection = _connection(destination, limits, tls)
    sent = {"Host": destination.authority, "Accept-Encoding": SKIP_HEADER, "Connection": "close", **headers}
    with _at_most(limits.total, connection), _in_words(connection, limits):
        connection.connect()
        connection.timeout = limits.silence
        connection.request(method, destination.target, body=body, headers=sent, preload_content=False)
        response = connection.getresponse()
        if connection.is_cut:  # http.client takes the end of the line for the end of the headers
            raise TimeoutError
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, headers, _beginning(response, most))


def _beginning(response: BaseHTTPResponse, most: int) -> bytes:
    """Return the first bytes of the body; none when it breaks off, for what was answered stands in the status."""
    if not most:
        return b""
    try:
        return response.read(most, decode_content=False)
    except (OSError, HTTPException, HTTPError):
        return b""


def _connection(destination: Destination, limits: Limits, tls: ssl.SSLContext | None) -> _Plain | _Encrypted:
    if destination.scheme == "http":
        return _Plain(destination.ip, destination.port, timeout=limits.connect)
    return _Encrypted(
        destination.ip,
        destination.port,
        timeout=limits.connect,
        ssl_context=tls or ssl.create_default_context(),
        server_hostname=destination.host,
    )


@contextmanager
def _at_most(seconds: float, connection: _Plain | _Encrypted) -> Iterator[None]:
    """Cut the connection after ``seconds``: a server that sends a byte now and then is never silent."""
    timer = Timer(seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
        if connection.watched is not None:
            connection.watched.close()


@contextmanager
def _in_words(connection: Any, limits: Limits) -> Iterator[None]:
    try:
        yield
    except (OSError, HTTPException, HTTPError) as error:
        if connection.is_cut:
            raise UnreachableError(f"Het antwoord duurde langer dan {limits.total:g} seconden.") from error
        raise UnreachableError(_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "Het beveiligingscertificaat klopt niet: het is verlopen, of van een andere site."
    if isinstance(error, ssl.SSLError | URLLib3SSLError):
        return "De beveiligde verbinding (https) komt niet tot stand."
    if isinstance(error, NewConnectionError):  # before the next, of which urllib3 makes it a kind
        return "De site neemt geen verbinding aan."
    if isinstance(error, ConnectTimeoutError | TimeoutError):
        return "De site reageert niet."
    return "De site verbreekt de verbinding of geeft geen geldig antwoord."
