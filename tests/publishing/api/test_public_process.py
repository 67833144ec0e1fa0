"""The public process as it runs: granian with its own settings, and no database variable."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.store.base import Store
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, move
from tests.publishing.api.routes import BASE, ROUTES
from tests.publishing.api.served import PROJECT, ask, public_process


@pytest.fixture
def port(release_store: Path, tmp_path: Path) -> Iterator[int]:
    with public_process(release_store.as_uri(), tmp_path) as number:
        yield number


def test_every_route_answers_without_a_database(
    port: int, releases: Releases, store: Store, subtests: pytest.Subtests
) -> None:
    for route in ROUTES:
        with subtests.test(route):
            response, body = ask(port, route)
            assert response.status == 200
            assert response.headers["Content-Length"] == str(len(body))
            head, nothing = ask(port, route, "HEAD")
            assert (head.status, nothing) == (200, b"")
            assert head.headers["Content-Length"] == str(len(body))
            assert head.headers["ETag"] == response.headers["ETag"]
    with subtests.test("what is not there"):
        away = ("/", "/admin/", "/api", f"{BASE}x", f"{BASE}actueel/", "//x", "/api/v1/%00", "/api/v1/../../etc")
        tricks = ("/api/v1/%2e%2e/%2E%2E/candidates", "/api//v1/uitgaven", f"{BASE}{'a' * 10_000}", f"{BASE}a%2fb%5c")
        asked = [(path, "GET", 404) for path in (*away, *tricks)]
        many = "&".join(f"p{number}=1" for number in range(1_000))
        asked += [(f"{BASE}actueel?{many}", "GET", 400), (f"{BASE}actueel", "BREW", 405)]
        for path, method, status in asked:
            response, body = ask(port, path, method)
            assert response.status == status
            assert response.headers["Content-Type"] == "application/problem+json"
            assert response.headers["API-Version"] == "1.0.0"
    with subtests.test("a new catalogue is seen without a restart"):
        assert ask(port, f"{BASE}actueel")[0].headers["Content-Release"] == SECOND
        move(store, current=FIRST)
        deadline = time.monotonic() + 5
        while ask(port, f"{BASE}actueel")[0].headers["Content-Release"] != FIRST:
            assert time.monotonic() < deadline


def test_while_another_release_becomes_current_every_answer_is_whole_and_of_one_release(
    port: int, releases: Releases, store: Store
) -> None:
    move(store, current=FIRST)
    halfway, seen = threading.Barrier(5), []

    def read() -> None:
        for number in range(120):
            if number == 40:
                halfway.wait()
            response, body = ask(port, "/api/v1/actueel/teksten/inleiding")
            seen.append((response.status, response.headers["Content-Release"], body))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    halfway.wait()
    move(store, current=SECOND)
    for reader in readers:
        reader.join()
    first, second = (one.body("tekst", "inleiding") for one in releases)
    assert set(seen) == {(200, FIRST, first), (200, SECOND, second)}
    assert len(seen) == 4 * 120


def test_the_public_settings_bring_no_workshop_along() -> None:
    code = (
        "import django, sys; django.setup(); import cms.config.public_urls\n"
        "from django.conf import settings\n"
        "assert not settings.DATABASES.get('default', {}).get('NAME'), settings.DATABASES\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'wagtail', 'celery', 'kombu'}))\n"
        "print([name for name in sys.modules if name.startswith(('cms.content', 'cms.accounts', 'exporters'))])"
    )
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.config.settings.public"}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=environment, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n[]\n", "")
