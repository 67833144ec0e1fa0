"""Asks an address as somebody, sees which tables were written, and puts everything back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from tests.answers import let_go
from tests.safety.folder import put_files_back

_WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)
# What a visit leaves behind without anybody having done anything.
TRACES = frozenset({"django_session", "wagtailadmin_editingsession", "wagtailadmin_formstate"})


@dataclass
class Answer:
    """What came back, and the tables in which rows were added, changed or deleted."""

    status: int
    text: str
    kind: str
    written: frozenset[str]
    error: str = ""


@contextmanager
def put_back() -> Iterator[None]:
    """Undo at the end whatever was written meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    put_files_back()
    for name in ("default", "kept"):
        caches[name].clear()


@contextmanager
def watched() -> Iterator[set[str]]:
    """Give the tables that are written, as far as it touched a row."""
    tables: set[str] = set()

    def look(execute: Any, sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        found = _WRITES.match(sql)
        if found and ("INSERT" in found[0].upper() or context["cursor"].rowcount):
            tables.add(found[1])
        return answer

    with connection.execute_wrapper(look):
        yield tables


def ask(client: Client, method: str, path: str, data: Any = None, **more: Any) -> Answer:
    """Return what ``method`` on ``path`` gave and wrote. The caller puts it back."""
    client.raise_request_exception = False
    cookies = deepcopy(client.cookies)  # who signs out here is signed in again for what is asked next
    with watched() as tables:
        response: Any = getattr(client, method.lower())(path, data, **more)
        body = b"" if method == "HEAD" else b"".join(response) if response.streaming else response.content
        let_go(response)
    client.cookies = cookies
    error = getattr(response, "exc_info", None)
    return Answer(
        status=response.status_code,
        text=body.decode("utf-8", errors="replace"),
        kind=response.get("Content-Type", "").partition(";")[0],
        written=frozenset(tables) - TRACES,
        error="" if error is None else repr(error[1]),
    )
