"""An S3 on 127.0.0.1: moto's server, with what S3 promises and moto does not keep, and with faults on request.

S3 refuses a body that does not have the stated SHA-256, and takes conditional writes of one object one by one.
"""

import base64
import hashlib
import io
import os
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

App = Callable[[dict[str, Any], Any], Iterable[bytes]]
Fault = Callable[[App, dict[str, Any], Any], Iterable[bytes]]


class StandIn:
    """The WSGI application: each request meets at most one fault, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._one_by_one = threading.Lock()
        self._faults: list[tuple[str, Fault]] = []
        self.requests: list[str] = []
        self.down: Fault | None = None  # what every request meets for as long as it is set

    def meet(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next ``times`` requests of this method meet ``fault``."""
        self._faults += [(method, fault)] * times

    def forget(self) -> None:
        """Be in order again, with nothing asked."""
        self._faults.clear()
        self.down = None
        self.requests.clear()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        self.requests.append(f"{method} {environ['PATH_INFO']}")
        if self.down is not None:
            return self.down(self.answer, environ, start_response)
        fault = next((one for one in self._faults if one[0] == method), None)
        if fault is None:
            return self.answer(environ, start_response)
        self._faults.remove(fault)
        return fault[1](self.answer, environ, start_response)

    def answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        stated = environ.get("HTTP_X_AMZ_CHECKSUM_SHA256")
        if stated and base64.b64encode(hashlib.sha256(body).digest()).decode() != stated:
            return refuse(400, "BadDigest")(self.answer, environ, start_response)
        with self._one_by_one:
            return list(self._moto(environ, start_response))


def refuse(status: int, code: str) -> Fault:
    """Answer with an error of S3."""

    def fault(_app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response(f"{status} {code}", [("Content-Type", "application/xml")])
        return [f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()]

    return fault


def lose_the_answer(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Do what is asked, then break the connection before a word is said about it."""
    list(app(environ, lambda *_: None))
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


def tear_the_body(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Take in only half of what is sent, as if that were all."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body[: len(body) // 2])
    environ["CONTENT_LENGTH"] = str(len(body) // 2)
    return app(environ, start_response)


def break_halfway(app: App, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
    """Send half of the answer, then break the connection."""
    body = b"".join(app(environ, start_response))
    yield body[: len(body) // 2]
    raise ConnectionResetError


def wait_for_another(barrier: threading.Barrier) -> Fault:
    """Answer when as many have asked as the barrier counts."""

    def fault(app: App, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        barrier.wait(timeout=30)
        return app(environ, start_response)

    return fault


def leading_to(address: str) -> dict[str, str]:
    """Return the variables by which a process finds the server at ``address``, and nothing of this machine's own."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "of-nobody",
        "AWS_SECRET_ACCESS_KEY": "secret-of-nobody",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


@contextmanager
def served(app: StandIn) -> Iterator[str]:
    """Serve ``app`` on a free port, from threads of this process; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
