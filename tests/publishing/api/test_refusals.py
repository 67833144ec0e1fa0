"""What no honest client sends: the right problem and nothing leaked, from the framework and the fast path alike."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import Settings

from publishing.api import codings
from publishing.api import edge as edge_module
from publishing.api.edge import Edge
from publishing.store.base import Store
from publishing.store.layout import candidate_pack
from publishing.store.opening import open_store
from tests.publishing.api.conftest import Releases, run_publicly
from tests.publishing.api.published import SECOND, content, publish
from tests.publishing.api.routes import BASE, PINNED, ROUTES
from tests.publishing.api.test_edge import Got, ask
from tests.publishing.api.test_hostile_requests import AWAY, ODD

Ask = Callable[..., Got]
ITEM = f"{BASE}uitgaven/{SECOND}/domeinen/rust"
TREE = f"{BASE}uitgaven/{SECOND}"
KINDS_OF_ROUTES = [
    ITEM,
    *(f"{TREE}{end}" for end in ("", "/manifest", "/bundel", "/mededelingen", "/domeinen", "/verantwoording")),
    *(f"{BASE}{path}" for path in ("actueel", "actueel/stappen", "uitgaven", "feed", "documentatie", "schemas/stap")),
]
LONG = 100_000  # characters in one header field; the server lets no more than a few times that through


def _asking(application: WSGIHandler | Edge) -> Ask:
    return lambda path, method="GET", **headers: ask(application, path, method, **headers)


@pytest.fixture
def fast(settings: Settings, releases: Releases) -> Ask:
    """Ask the fast path, with everything at hand that is published."""
    run_publicly(settings)
    asking = _asking(Edge(WSGIHandler()))
    for route in ROUTES:
        asking(route)
    return asking


@pytest.fixture(params=["slow", "fast"])
def way(request: pytest.FixtureRequest, settings: Settings, releases: Releases) -> Ask:
    """Ask one of the two; the framework keeps no answer, so it needs nothing at hand."""
    if request.param == "fast":
        asking: Ask = request.getfixturevalue("fast")
        return asking
    run_publicly(settings)
    return _asking(WSGIHandler())


def assert_problem(got: Got, status: int) -> None:
    headers = dict(got.headers)
    assert got.status.startswith(f"{status} ")
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Cache-Control"] == "no-store"
    assert headers["API-Version"] == "1.0.0"
    assert json.loads(got.body)["status"] == status


# The framework is asked what is in ODD and AWAY by test_hostile_requests.py, at every address.
def test_an_odd_path_is_not_found_on_the_fast_path(fast: Ask, subtests: pytest.Subtests) -> None:
    for odd in ODD:
        for route in KINDS_OF_ROUTES if odd != "?" else ():
            with subtests.test(route=route, odd=odd):
                assert_problem(fast(route + odd), 404)


@pytest.mark.parametrize("odd", ["/%2E%2E/%2e", "/..%2f..", "/...", "%00", "/\u2215.."])
def test_a_trick_with_the_path_is_not_found(way: Ask, subtests: pytest.Subtests, odd: str) -> None:
    for route in KINDS_OF_ROUTES:
        with subtests.test(route):
            assert_problem(way(route + odd), 404)


def test_an_address_beside_the_api_is_not_found_on_the_fast_path(fast: Ask, subtests: pytest.Subtests) -> None:
    for path in AWAY:
        with subtests.test(path):
            assert_problem(fast(path), 404)


@pytest.mark.parametrize("path", [f"{BASE}../v1/uitgaven", f"{BASE}%2e%2e/v1/uitgaven", "/api/v1" + "/a" * 5_000])
def test_a_way_out_of_the_api_is_not_found(way: Ask, path: str) -> None:
    assert_problem(way(path), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "QUERY", "BREW"])
def test_a_wrong_method_is_told_which_are_right(way: Ask, subtests: pytest.Subtests, method: str) -> None:
    for route in KINDS_OF_ROUTES:
        with subtests.test(route):
            got = way(route, method)
            assert_problem(got, 405)
            assert dict(got.headers)["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("count", [1, 999, 1_000, 1_001, 5_000])
def test_a_thousand_parameters_are_a_bad_request(way: Ask, subtests: pytest.Subtests, count: int) -> None:
    for route in (ITEM, f"{BASE}actueel", f"{BASE}actueel/interventies"):
        with subtests.test(route):
            assert_problem(way(f"{route}?" + "&".join(f"p{number}=1" for number in range(count))), 400)


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("accept", "a/b," * (LONG // 4), 406),
        ("accept", "a/b," * (LONG // 4) + "application/json", 406),
        ("accept", "a/b," * 1_900 + "application/json", 200),
        ("accept", ";" * LONG, 406),
        ("accept_encoding", "x;q=1," * (LONG // 6) + "gzip", 200),
        ("if_none_match", '"0",' * (LONG // 4), 200),
        ("if_none_match", '"' * LONG, 200),
        ("origin", "h" * LONG, 200),
        ("cookie", "sessionid=" + "a" * LONG, 200),
        ("authorization", "Bearer " + "a" * LONG, 200),
        ("host", "h" * LONG, 200),
    ],
)
def test_a_huge_header_is_read_as_what_it_says(way: Ask, name: str, value: str, status: int) -> None:
    got = way(ITEM, **{name: value})
    if status == 200:
        assert got.status == "200 OK"
    else:
        assert_problem(got, status)


def test_huge_headers_are_not_remembered(way: Ask) -> None:
    before = codings._remembered.cache_info().currsize + edge_module._remembered.cache_info().currsize
    for number in range(20):
        way(ITEM, accept=f"application/json,a/{number}" + "a" * LONG, accept_encoding=f"gzip,{number}" + "a" * LONG)
    assert codings._remembered.cache_info().currsize + edge_module._remembered.cache_info().currsize == before


@pytest.mark.parametrize(
    "value", ["bytes=0-3", "bytes=9-1", "bytes=-", "bytes=0-0,2-3", "chars=0-1", "bytes=-1", "\x7f"]
)
def test_no_part_is_given_and_a_bad_range_is_no_range(way: Ask, value: str) -> None:
    assert way(ITEM, range=value) == way(ITEM)
    assert way(ITEM, range=value, if_range='"x"') == way(ITEM)


@pytest.mark.parametrize("cursor", ["", "x", "=" * 28, "A" * 28, "A" * 27 + "%00", "%ff" * 28, "../" * 9, "A" * 10_000])
def test_a_malformed_cursor_is_named(way: Ask, subtests: pytest.Subtests, cursor: str) -> None:
    for route in (f"{BASE}actueel/teksten", f"{BASE}uitgaven/{SECOND}/domeinen/rust/aanbevelingen"):
        with subtests.test(route):
            got = way(f"{route}?cursor={cursor}")
            assert_problem(got, 400)
            assert [one["name"] for one in json.loads(got.body)["invalidParams"]] == ["cursor"]


@pytest.fixture
def draft(store: Store, tmp_path: Path) -> str:
    """The digest of a candidate whose pack lies in the store, where the public may not look."""
    elsewhere = open_store((tmp_path / "elsewhere").as_uri())
    candidate = publish(elsewhere, "2027.1", content("2027")).release
    store.add(candidate_pack(candidate.digest), elsewhere.local_file(candidate.pack.key))
    return candidate.digest


def test_a_draft_cannot_be_guessed_by_its_digest_or_number(way: Ask, draft: str, subtests: pytest.Subtests) -> None:
    for name in (draft, "2027.1", f"{SECOND}/../{draft}", f"../candidates/packs/{draft}.sqlite"):
        for route in (route.replace(SECOND, name) for route in PINNED):
            with subtests.test(route):
                assert_problem(way(route), 404)
    for path in (f"candidates/packs/{draft}.sqlite", candidate_pack(draft), draft):
        assert_problem(way(f"/{path}"), 404)
        assert_problem(way(f"{BASE}{path}"), 404)
    assert_problem(way(f"{BASE}wijzigingen?van={draft}"), 400)
    assert_problem(way(f"{BASE}wijzigingen?van={SECOND}&naar=2027.1"), 400)
    guessed, random = way(f"{BASE}controle?vingerafdruk={draft}"), way(f"{BASE}controle?vingerafdruk={64 * '0'}")
    assert guessed.body.replace(draft.encode(), 64 * b"0") == random.body


@pytest.mark.parametrize("headers", [{"authorization": "Bearer geraden"}, {"cookie": "voorbeeld=geraden; sessionid=x"}])
def test_a_token_opens_nothing_here(way: Ask, draft: str, headers: dict[str, str]) -> None:
    assert_problem(way(f"{BASE}uitgaven/2027.1", **headers), 404)
    assert_problem(way(f"{BASE}uitgaven/{draft}/manifest", **headers), 404)
    assert_problem(way(f"{BASE}actueel?token=geraden", **headers), 400)
    assert way(ITEM, **headers) == way(ITEM)
