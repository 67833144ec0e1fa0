"""Tells an error tracker (Sentry) of what went wrong, only where SENTRY_DSN is set: no secret and nobody's name."""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.transport import Transport
from structlog.contextvars import get_contextvars

from cms.logs.scrubbing import scrubbed

# What is never told, scrubbed or not: who asked, with what, from where; and the values of variables.
_PERSONAL = ("user", "server_name")
_OF_REQUEST = ("cookies", "data", "env", "headers", "query_string")
_IDS = ("request_id", "task_id", "task_name", "attempt_id", "work", "release")


def tell_error_tracker(dsn: str, *, transport: type[Transport] | None = None) -> None:
    """Begin to tell the tracker at ``dsn``; without one nothing is begun."""
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        default_integrations=False,  # those send what is on a command line, which modules there are, and more
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration(), CeleryIntegration()],
        data_collection={  # what send_default_pii=False was, and no variables
            "user_info": False,
            "cookies": {"mode": "off"},
            "http_headers": {"request": {"mode": "off"}},
            "http_bodies": [],
            "url_query_params": {"mode": "off"},
            "database_query_data": False,
            "queues": False,
            "stack_frame_variables": False,
            "frame_context_lines": 0,
        },
        max_breadcrumbs=0,
        max_request_body_size="never",
        traces_sample_rate=0.0,
        before_send=only_what_went_wrong,
    )


def only_what_went_wrong(event: Any, _hint: dict[str, Any]) -> Any:
    """Return ``event`` without people and secrets, with the ids under which its log lines stand."""
    told = {name: value for name, value in event.items() if name not in _PERSONAL}
    if "request" in told:
        told["request"] = {name: value for name, value in told["request"].items() if name not in _OF_REQUEST}
    told.pop("extra", None)  # arguments of a task among them
    known = get_contextvars()
    told = {name: value if name == "type" else scrubbed(value) for name, value in told.items()}
    return told | {"tags": {name: str(known[name]) for name in _IDS if known.get(name) is not None}}
