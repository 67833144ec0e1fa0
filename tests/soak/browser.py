"""A person at a screen, without the browser: opens pages, sends their forms, tries again when nobody answers."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any, NamedTuple
from uuid import uuid4

from wagtail.test.utils.form_data import querydict_from_html

_PATIENCE = 60.0  # seconds in which a process that was killed is back
_PAUSE = 0.5
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Answer(NamedTuple):
    """Where the person ended, and what stands there."""

    address: str
    text: str


class RefusedError(Exception):
    """An answer that no person should get: an error of the server, with its first lines."""


class Person:
    """One session in the workshop."""

    def __init__(self, port: int, name: str, password: str) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.name = name
        self.tried_again = 0
        self.send("/aanmelden/login/", {"login": name, "password": password})

    def open(self, path: str) -> Answer:
        """Return the page at ``path``."""
        return self._ask(path, None, "")

    def send(self, path: str, changes: dict[str, Any], *, form: str = "", to: str = "") -> Answer:
        """Open ``path``, change the fields of its form with this id (without one: its token alone) and send it."""
        page = self.open(path).text
        fields = [pair for pair in _fields(page, form) if pair[0] not in changes]
        return self.post(to or path, [*fields, *changes.items()])

    def post(self, path: str, fields: list[tuple[str, Any]]) -> Answer:
        """Send fields, with a file where a value is a pair of name and bytes."""
        body, kind = _encoded(fields)
        return self._ask(path, body, kind)

    def _ask(self, path: str, body: bytes | None, kind: str) -> Answer:
        end = time.monotonic() + _PATIENCE
        while True:
            headers = {"Content-Type": kind, "Referer": self._base} if body is not None else {}
            request = urllib.request.Request(self._base + path, data=body, headers=headers)  # noqa: S310 - our own server
            try:
                with self._opener.open(request, timeout=_PATIENCE) as answer:
                    return Answer(answer.url.removeprefix(self._base), answer.read().decode())
            except urllib.error.HTTPError as error:
                raise RefusedError(f"{self.name}: {error.code} at {path}: {error.read()[:300]!r}") from error
            except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
                if time.monotonic() > end:
                    raise RefusedError(f"{self.name}: no answer from {path}: {error}") from error
                self.tried_again += 1
                time.sleep(_PAUSE)


def _fields(page: str, form: str) -> list[tuple[str, Any]]:
    if not form:
        return [("csrfmiddlewaretoken", token) for token in _TOKEN.findall(page)[:1]]
    found = querydict_from_html(page, form_id=form, exclude_csrf=False)
    return [(name, value) for name, values in found.lists() for value in values]


def _encoded(fields: list[tuple[str, Any]]) -> tuple[bytes, str]:
    if not any(isinstance(value, tuple) for _, value in fields):
        return urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
    boundary = uuid4().hex
    lines = []
    for name, value in fields:
        is_file = isinstance(value, tuple)
        called = f'; filename="{value[0]}"\r\nContent-Type: application/octet-stream' if is_file else ""
        content = value[1] if is_file else str(value).encode()
        lines.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{called}\r\n\r\n'.encode() + content
        )
    return b"\r\n".join([*lines, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"
