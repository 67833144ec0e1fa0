"""What a log line looks like: JSON where a machine reads it, words where a person does. Both without secrets.

Each event is one line with its moment in UTC (``tijdstempel``) and what it belongs to: the ids of request, user, task
and attempt, and the number of a release, as far as there are any.
"""

from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from cms.logs.scrubbing import scrubbed_member

# What our own lines say beside their event. Nothing else that a library adds to a record is told.
SAID = ("actie", "object", "resultaat", "oorsprong", "actor", "release", "milliseconds", "attempt_id", "work")
_OURS = frozenset({"_record", "_from_structlog"})  # of structlog, taken away before the line is written


def without_secrets(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Scrub every value of a line, its traceback included."""
    return {name: value if name in _OURS else scrubbed_member(name, value) for name, value in event.items()}


def without_nothing(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Leave out what has no value."""
    return {name: value for name, value in event.items() if value is not None}


def formatter(*, as_json: bool) -> dict[str, Any]:
    """Return a formatter for ``logging.config``."""
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    if not as_json:
        renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=SAID),
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijdstempel" if as_json else "timestamp"),
            structlog.processors.format_exc_info,
        ],
        "processors": [
            without_nothing,
            without_secrets,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    }


def logging_settings(*, as_json: bool, level: str) -> dict[str, Any]:
    """Return LOGGING: every logger writes lines to stderr, from ``level`` up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter(as_json=as_json)},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Each SQL statement with its values: never, whatever the level.
            "django.db.backends": {"level": "WARNING"},
            "django": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
