"""What stands above every page of the workshop: what came of the last act, and what goes on for as long as it does."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.messages import WARNING, get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from wagtail import hooks


class _Above:
    """Reads nothing before a page shows it: most templates show no messages."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __iter__(self) -> Iterator[Message]:
        yield from get_messages(self._request)
        if self._request.user.is_authenticated:
            readers: Iterable[Callable[[], Iterable[str]]] = hooks.get_hooks("standing_warnings")
            for read in readers:
                yield from (Message(WARNING, told) for told in read())


def messages(request: HttpRequest) -> dict[str, Any]:
    """Return the messages, with the warnings that apps give by the hook ``standing_warnings``, below them."""
    return {"messages": _Above(request)}
