"""Everything that is logged within, as the lines of production, at every level."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import dictConfig
from typing import Any

from cms.logs.lines import formatter


class Lines:
    """What was written."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def parsed(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def about(self, event: str) -> list[dict[str, Any]]:
        return [line for line in self.parsed if line["event"] == event]


@contextmanager
def captured(level: int = logging.DEBUG) -> Iterator[Lines]:
    """Write all loggers' lines here."""
    lines, root = Lines(), logging.getLogger()
    handler = _handler(lines)
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def _handler(lines: Lines) -> logging.Handler:
    """Make the handler as the settings make it, from its description."""
    name = "tests.captured"
    described = {"class": "logging.StreamHandler", "formatter": "line", "stream": lines.stream}
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter(as_json=True)},
            "handlers": {"here": described},
            "loggers": {name: {"handlers": ["here"]}},
        }
    )
    logger = logging.getLogger(name)
    (handler,) = logger.handlers
    logger.removeHandler(handler)
    return handler
