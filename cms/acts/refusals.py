"""An act that was refused stays on record, although everything that it did is undone.

It is announced in a transaction of its own. While an outer one runs, that of a request for instance, which may still be
undone, it waits until the edge is left: ``keeping_refusals`` stands around every edge.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from cms.acts.act import Act, Subject, announce

P = ParamSpec("P")
R = TypeVar("R")
Values = Mapping[str, Any]

_waiting: ContextVar[list[Act] | None] = ContextVar("waiting", default=None)


def records_refusals(
    action: str, *, of: Callable[[Values], Subject], on: type[Exception] | tuple[type[Exception], ...]
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a keyword-only service with ``by`` and ``at`` record that it was refused, when it raises one of ``on``.

    ``of`` makes the subject of the service's keywords. Put it outermost, around the service's own transaction.
    """

    def recording(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return service(*args, **kwargs)
            except on as error:
                _refused(action, of, kwargs, error)
                raise

        return guarded

    return recording


def _refused(action: str, of: Callable[[Values], Subject], values: Values, error: Exception) -> None:
    reason = str(values.get("reason", "")).strip()
    tell_refusal(
        Act(action=action, subject=of(values), by=values["by"], at=values["at"], reason=reason, refusal=str(error))
    )


def tell_refusal(act: Act) -> None:
    """Announce a refused ``act`` in a transaction of its own: now, or when the edge is left."""
    waiting = _waiting.get()
    if waiting is not None and connection.in_atomic_block:
        waiting.append(act)
    else:
        _announce_apart(act)


@contextmanager
def keeping_refusals() -> Iterator[None]:
    """Announce at the end, whatever came of the transactions within, what was refused in them."""
    outer, own = _waiting.get(), list[Act]()
    token = _waiting.set(own)
    try:
        yield
    finally:
        _waiting.reset(token)
        for act in own:
            if outer is not None:
                tell_refusal(act)  # this edge is within another one, whose transaction may still be undone
            else:
                _announce_apart(act)


def _announce_apart(act: Act) -> None:
    with transaction.atomic():
        announce(act)
