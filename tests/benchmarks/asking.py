"""What a filter or a search costs over many documents, beside the same SQL in bare sqlite3.

``python -m tests.benchmarks.asking``, in the surroundings of the public process: prints, by name, how many ms of CPU an
answer takes above twice the bare SQL.
"""

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from publishing.store.catalogue import read_catalogue
from publishing.store.opening import open_store
from publishing.store.pack_query import BY_RELEVANCE, Query, count_of, page_of
from tests.publishing.api.published import FIRST

LIST = f"/api/v1/uitgaven/{FIRST}/interventies"
_TIMES = 30
_PAGE = 50  # rows, unless the address says otherwise
_ASKED = {
    "filter": ("?thema=pesten&leeftijd=9", Query("interventie", facets=(("thema", ("pesten",)), ("leeftijd", ("9",))))),
    "search": ("?zoek=rust+samen", Query("interventie", words=("rust", "samen"), order=BY_RELEVANCE)),
}


def measure(environment: Mapping[str, str]) -> dict[str, float]:
    """Run this in a process of its own and return what it printed."""
    command = [sys.executable, "-m", "tests.benchmarks.asking"]
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ours
    result: dict[str, float] = json.loads(done.stdout)
    return result


def above(address: str, query: Query) -> float:
    """Return by how many ms of CPU an answer, past the fast path, is dearer than twice its SQL."""
    application: Any = get_wsgi_application()
    asked = RequestFactory().get(address).environ

    def ask() -> None:
        answer = application(dict(asked), _expect_200)
        assert b"".join(answer)

    store = open_store(settings.RELEASE_STORE_URL)
    pack = store.local_file(read_catalogue(store).releases[0].pack.key)
    with sqlite3.connect(f"file:{pack}?mode=ro", uri=True) as connection:

        def bare() -> None:
            assert connection.execute(*page_of(query, after=None, limit=_PAGE + 1)).fetchall()
            connection.execute(*count_of(query)).fetchone()

        return (_cpu(ask) - 2 * _cpu(bare)) * 1e3


def _expect_200(status: str, headers: object) -> None:
    if status != "200 OK":
        raise RuntimeError(status)


def _cpu(work: Callable[[], None]) -> float:
    """Return within how many seconds of CPU half of the times are done."""
    work()
    spent = []
    for _ in range(_TIMES):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return statistics.median(spent)


if __name__ == "__main__":
    sys.stdout.write(json.dumps({name: above(LIST + asked, query) for name, (asked, query) in _ASKED.items()}))
