"""What stands above every page of the workshop: what came of the last act, and what goes on for as long as it does."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from django.contrib.messages import WARNING, get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from wagtail import hooks

from cms.accounts.models import User


class _Above:
    """Reads nothing before a page shows it: most templates show no messages."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __bool__(self) -> bool:
        """Whether there is anything above the page: on a narrow screen Wagtail makes room for it."""
        return len(get_messages(self._request)) > 0 or bool(self._standing)

    def __iter__(self) -> Iterator[Message]:
        yield from get_messages(self._request)
        yield from self._standing

    @cached_property
    def _standing(self) -> list[Message]:
        user = self._request.user
        if not user.is_authenticated:
            return []
        readers: Iterable[Callable[[User], Iterable[str]]] = hooks.get_hooks("standing_warnings")
        return [Message(WARNING, told) for read in readers for told in read(user)]


def messages(request: HttpRequest) -> dict[str, Any]:
    """Return the messages, with below them the warnings that apps give who looks, by the hook ``standing_warnings``."""
    return {"messages": _Above(request)}
