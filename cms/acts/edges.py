"""The edges by which people and clocks come in. Each says where what happens within it comes from."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from celery.signals import task_postrun, task_prerun
from django.core.management.base import BaseCommand
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.acts.origin import Door, acting_from, nobody
from cms.acts.refusals import keeping_refusals

_API = "/api/"
_tasks: dict[str, ExitStack] = {}


@contextmanager
def edge(door: Door, detail: str, *, person: Callable[[], Any] = nobody) -> Iterator[None]:
    """Let what happens within come from here, and keep what is refused in it."""
    with acting_from(door, detail, person=person), keeping_refusals():
        yield


class ActingMiddleware:
    """Screens and the API. Stands after sign-in, and around the transaction of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        door = Door.API if request.path.startswith(_API) else Door.SCREEN
        with edge(door, f"{request.method} {request.path}", person=lambda: _signed_in(request)):
            return self.get_response(request)


def _signed_in(request: HttpRequest) -> Any:
    return request.user if request.user.is_authenticated else None


class ActingCommand(BaseCommand):
    """What our commands are, instead of a bare BaseCommand."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with edge(Door.COMMAND, type(self).__module__.rpartition(".")[2]):
            return super().execute(*args, **options)


@task_prerun.connect(dispatch_uid="cms.acts.task_begins")
def task_begins(*, task_id: str, task: Any, **_kwargs: Any) -> None:
    """Let what a task does come from it; Celery runs a task, its prerun and its postrun on one thread."""
    _tasks[task_id] = stack = ExitStack()
    stack.enter_context(edge(Door.TASK, task.name))


@task_postrun.connect(dispatch_uid="cms.acts.task_ends")
def task_ends(*, task_id: str, **_kwargs: Any) -> None:
    """Leave the edge, however the task ended."""
    if stack := _tasks.pop(task_id, None):
        stack.close()
