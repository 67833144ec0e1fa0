"""A WSGI application that gives constant bytes with constant header fields: what a server costs that does nothing."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_BODY = Path(os.environ["CONSTANT_BODY"]).read_bytes()
_HEADERS = [
    (name, value)
    for name, _, value in (line.partition(": ") for line in os.environ["CONSTANT_HEADERS"].splitlines())
    if name.lower() not in ("date", "server")
]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Answer anything alike."""
    start_response("200 OK", list(_HEADERS))
    return [_BODY]
