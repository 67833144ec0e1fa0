"""The fast path answers as the slow path does, byte for byte, and never with what is no longer so."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from publishing.api.edge import Edge, Shelf
from publishing.store.base import Store
from publishing.store.catalogue import CatalogueNotice
from tests.answers import let_go
from tests.publishing.api.conftest import Releases, run_publicly
from tests.publishing.api.published import FIRST, SECOND, content, move, overwrite_catalogue, publish
from tests.publishing.api.routes import BASE, FILES, ROUTES
from tests.publishing.api.test_hostile_requests import AWAY, ODD

CODINGS = ["", "gzip", "br", "gzip, br;q=0.5", "identity", "br;q=0, gzip;q=0", "*", "*;q=0", "deflate", "x;q=y", "GZIP"]
ACCEPTS = ["", "*/*", "application/json", "text/html", "application/json;q=0, text/csv", "text/html, */*;q=0.1"]


class Got(NamedTuple):
    """An answer as it goes to the server."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Counted:
    """The slow path, and how often it was asked."""

    def __init__(self) -> None:
        self._handler: Any = WSGIHandler()
        self.asked = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        return self._handler(environ, start_response)


def ask(application: Any, path: str, method: str = "GET", **headers: str) -> Got:
    """Ask as a server does, with the path as it came."""
    environ = RequestFactory().generic(method, "/").environ
    path, _, query = path.partition("?")
    environ["PATH_INFO"], environ["QUERY_STRING"] = path.encode().decode("latin-1"), query
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items() if value}
    said: list[Any] = []
    answer = application(environ, lambda *parts: said.extend(parts))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        let_go(answer)
    return Got(said[0], sorted(said[1]), body)


@pytest.fixture
def slow(settings: Settings) -> Counted:
    """The slow path as the public process has it."""
    run_publicly(settings)
    return Counted()


@pytest.fixture
def edge(slow: Counted) -> Edge:
    return Edge(slow)


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_both_paths_give_the_same_answer_to_everything_published(
    edge: Edge, slow: Counted, coding: str, method: str, subtests: pytest.Subtests
) -> None:
    for route in ROUTES:
        with subtests.test(route):
            plain = ask(slow, route, method, accept_encoding=coding)
            ask(edge, route, accept_encoding=coding)
            before = slow.asked
            assert ask(edge, route, method, accept_encoding=coding) == plain
            assert slow.asked == before + (route in FILES), "it came from the fast path"


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", {0}', "*", '"other"', "nonsense"])
@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_both_paths_know_what_a_client_has(
    edge: Edge, slow: Counted, form: str, coding: str, subtests: pytest.Subtests
) -> None:
    for route in ROUTES:
        with subtests.test(route):
            name = dict(ask(edge, route, accept_encoding=coding).headers)["ETag"]
            headers = {"accept_encoding": coding, "if_none_match": form.format(name)}
            assert ask(edge, route, **headers) == ask(slow, route, **headers)


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("accept", ACCEPTS)
def test_both_paths_refuse_the_same_forms(edge: Edge, slow: Counted, accept: str) -> None:
    for route in ROUTES:
        ask(edge, route)
        assert ask(edge, route, accept=accept) == ask(slow, route, accept=accept)


PATHS = st.sampled_from([*ROUTES, *AWAY, "/", "/admin/"]).flatmap(
    lambda route: st.sampled_from(["", *ODD]).map(lambda odd: route + odd)
) | st.text(max_size=60).map(lambda text: BASE + text)


@given(path=PATHS, method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "BREW"]), coding=st.sampled_from(CODINGS))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@pytest.mark.usefixtures("releases")
def test_both_paths_give_the_same_answer_to_hostile_paths(
    edge: Edge, slow: Counted, path: str, method: str, coding: str
) -> None:
    path = path.encode("utf-8", "replace").decode()
    assert ask(edge, path, method, accept_encoding=coding) == ask(slow, path, method, accept_encoding=coding)
    assert ask(edge, path, method, accept_encoding=coding) == ask(slow, path, method, accept_encoding=coding)


@pytest.fixture
def instantly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fast path look at the catalogue each time."""
    monkeypatch.setattr("publishing.api.catalogue_reader._RECENT", 0.0)


@pytest.mark.usefixtures("releases", "instantly")
def test_what_is_current_changes_with_the_catalogue_and_what_is_pinned_stays(
    edge: Edge, slow: Counted, store: Store
) -> None:
    pinned, current = f"{BASE}uitgaven/{SECOND}/domeinen", f"{BASE}actueel/domeinen"
    before = [ask(edge, pinned), ask(edge, current)]
    publish(store, "2027.1", content("2027"))
    asked = slow.asked
    assert ask(edge, pinned) == before[0]
    assert slow.asked == asked
    assert dict(ask(edge, current).headers)["Content-Release"] == "2027.1"
    assert ask(edge, current) == ask(slow, current)


@pytest.mark.usefixtures("releases", "instantly")
def test_a_notice_is_told_on_what_was_kept_before(edge: Edge, slow: Counted, store: Store) -> None:
    pinned = f"{BASE}uitgaven/{SECOND}/domeinen"
    ask(edge, pinned)
    told = CatalogueNotice(number=1, sort="warning", text="Let op.", starts_on=date(2020, 1, 1), release=SECOND)
    move(store, notices=[told])
    assert 'title="waarschuwing"' in dict(ask(edge, pinned).headers)["Link"]
    assert ask(edge, pinned) == ask(slow, pinned)


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LATER = CatalogueNotice(number=1, sort="warning", text="Let op.", starts_on=date(2026, 11, 5), release=SECOND)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[time_machine.Traveller]:
    """Noon on a day on which the clock that only counts on counts with the other one."""
    with time_machine.travel(NOON, tick=False) as traveller:
        monkeypatch.setattr("publishing.api.edge.time", SimpleNamespace(monotonic=time.time))
        yield traveller


@pytest.mark.usefixtures("releases", "instantly")
@pytest.mark.parametrize(
    "path", [f"uitgaven/{SECOND}/domeinen", f"uitgaven/{SECOND}/domeinen?limiet=5", "mededelingen"]
)
def test_a_notice_of_three_days_ahead_is_told_on_its_day_though_nothing_else_changes(
    edge: Edge, slow: Counted, store: Store, noon: time_machine.Traveller, path: str
) -> None:
    move(store, notices=[LATER])
    for days in range(5):
        noon.move_to(NOON + timedelta(days=days))
        ask(edge, BASE + path)
        assert ask(edge, BASE + path) == ask(slow, BASE + path), f"{days} days later"


@pytest.mark.usefixtures("releases", "instantly")
def test_an_answer_that_was_begun_before_midnight_is_not_kept_after_it(
    slow: Counted, store: Store, noon: time_machine.Traveller
) -> None:
    pinned, other = f"{BASE}uitgaven/{SECOND}/domeinen", f"{BASE}uitgaven/{SECOND}/teksten"
    move(store, notices=[LATER])
    noon.move_to(datetime(2026, 11, 4, 22, 59, 59, tzinfo=UTC))  # a second before midnight in Amsterdam

    def answer_over_midnight(environ: dict[str, Any], start_response: Any) -> Any:
        answer = slow(environ, start_response)
        if environ["PATH_INFO"] == pinned:
            noon.move_to(datetime(2026, 11, 4, 23, 0, 1, tzinfo=UTC))
            ask(edge, other)
        return answer

    edge = Edge(answer_over_midnight)
    assert "title=" not in dict(ask(edge, pinned).headers)["Link"]
    assert 'title="waarschuwing"' in dict(ask(edge, pinned).headers)["Link"]


@pytest.mark.usefixtures("releases", "instantly")
def test_with_a_damaged_catalogue_the_last_good_one_is_served(edge: Edge, slow: Counted, store: Store) -> None:
    current = f"{BASE}actueel/domeinen"
    before = ask(edge, current)
    overwrite_catalogue(store, b"{")
    assert ask(edge, current) == before


@pytest.mark.usefixtures("instantly")
def test_an_empty_store_is_a_problem_and_not_kept(edge: Edge, store: Store) -> None:
    assert ask(edge, f"{BASE}actueel").status.startswith("404")
    publish(store, FIRST, content("2025"))
    assert ask(edge, f"{BASE}actueel").status == "200 OK"


@pytest.mark.usefixtures("releases")
def test_questions_push_out_nothing_but_each_other(slow: Counted) -> None:
    edge = Edge(slow, questions=Shelf(limit=4_000))
    pinned = f"{BASE}uitgaven/{SECOND}/teksten"
    ask(edge, pinned)
    for limit in range(1, 100):
        assert ask(edge, f"{pinned}?limiet={limit}") == ask(slow, f"{pinned}?limiet={limit}")
    before = slow.asked
    ask(edge, pinned)
    assert slow.asked == before
    ask(edge, f"{pinned}?limiet=1")
    assert slow.asked == before + 1


def test_it_keeps_no_more_than_its_limit(releases: Releases, slow: Counted) -> None:
    shelf = Shelf(limit=6_000)
    edge = Edge(slow, shelf)
    for route in ROUTES:
        assert ask(edge, route) == ask(slow, route)
        assert shelf.size <= 6_000
    assert shelf.size > 3_000
