"""Whatever is asked, the answer is a document of this API: never HTML, never a 500, never a redirect."""

import json
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from publishing.api.framework import REST_FRAMEWORK
from tests.publishing.api.conftest import run_publicly
from tests.publishing.api.published import SECOND
from tests.publishing.api.routes import BASE, ROUTES

quickly = hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
pytestmark = pytest.mark.usefixtures("releases")
ODD = [
    "/..",
    "/%2e%2e",
    "//",
    "/./",
    "\0",
    "\n",
    "\r\nX-Evil: 1",
    "/" + "a" * 10_000,
    "\\",
    ";",
    "?",
    "#",
    "%",
    "{}",
    "é",
]
AWAY = ["/api", "/api/", "/api/v1", "/api/v2/uitgaven", "//api/v1/uitgaven", "/api//v1/uitgaven", "/api/v1//uitgaven"]


@pytest.fixture(params=["public", "embedded"])
def api(request: pytest.FixtureRequest, settings: Settings) -> Client:
    """A client of the API in both ways that it runs: what is odd meets more in the embedded default."""
    settings.REST_FRAMEWORK = REST_FRAMEWORK
    if request.param == "public":
        run_publicly(settings)
    return Client(raise_request_exception=False)


def ask(api: Client, path: str, method: str = "GET", **extra: Any) -> HttpResponseBase:
    """Ask for ``path`` as it is: no client cleans it up first."""
    return api.generic(method, "/", PATH_INFO=path.encode().decode("latin-1"), **extra)


def assert_problem(response: HttpResponseBase, *statuses: int) -> None:
    assert response.status_code in statuses
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == "1.0.0"
    assert response["Cache-Control"] == "no-store"
    problem = json.loads(response.content)  # type: ignore[attr-defined]  # the test client's
    assert problem["status"] == response.status_code
    assert len(response.content) < 2_000  # type: ignore[attr-defined]  # the test client's


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_path_is_not_found(api: Client, subtests: pytest.Subtests, odd: str) -> None:
    for route in ROUTES:
        with subtests.test(route):
            assert_problem(ask(api, route + odd), 404)


@pytest.mark.parametrize("path", AWAY)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_an_address_beside_the_api_is_not_found(api: Client, path: str, method: str) -> None:
    assert_problem(ask(api, path, method), 404)


@given(tail=st.text(max_size=80))
@example(tail="uitgaven/2026.1/../../../candidates/packs/x.sqlite")
@example(tail="uitgaven/2026.1/domeinen/rust\ud800"[:-1])
@quickly
def test_any_text_behind_the_version_is_answered(api: Client, tail: str) -> None:
    path = BASE + tail.encode("utf-8", "replace").decode()
    response = ask(api, path)
    if response.status_code != 200:
        assert_problem(response, 404)


@given(tail=st.binary(max_size=60))
@quickly
def test_any_bytes_behind_the_version_are_answered(api: Client, tail: bytes) -> None:
    response = api.generic("GET", "/", PATH_INFO=BASE + "uitgaven/" + tail.decode("latin-1"))
    if response.status_code != 200:
        assert_problem(response, 404)


@given(query=st.text(alphabet=st.characters(max_codepoint=255), max_size=80))
@example(query="cursor=%ff%fe")
@example(query="limiet=%00")
@example(query="=&&&=;")
@quickly
def test_any_query_is_answered(api: Client, query: str) -> None:
    response = api.generic("GET", "/", PATH_INFO=f"{BASE}actueel/teksten", QUERY_STRING=query)
    if response.status_code != 200:
        assert_problem_or_long(response)


def assert_problem_or_long(response: HttpResponseBase) -> None:
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("count", [200, 999, 1000, 5000])
def test_very_many_parameters_are_a_400(api: Client, count: int) -> None:
    query = "&".join(f"p{number}=1" for number in range(count))
    response = api.generic("GET", "/", PATH_INFO=f"{BASE}actueel", QUERY_STRING=query)
    assert_problem_or_long(response)


@given(
    headers=st.dictionaries(
        st.sampled_from(["Accept", "If-None-Match", "Origin", "Access-Control-Request-Method", "Host", "Range"]),
        st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    )
)
@example(headers={"Host": "evil.example:99999"})
@example(headers={"Accept": ";;,/,q=,*"})
@quickly
def test_any_header_is_answered(api: Client, headers: dict[str, str]) -> None:
    response = api.get(f"{BASE}uitgaven/{SECOND}/domeinen/rust", headers=headers)
    assert response.status_code in {200, 304, 400, 406}
    if response.status_code >= 400:
        assert_problem(response, 400, 406)


@given(method=st.from_regex(r"[A-Z]{1,20}", fullmatch=True))
@quickly
def test_any_method_is_answered(api: Client, method: str) -> None:
    response = ask(api, f"{BASE}actueel", method)
    if method not in {"GET", "HEAD", "OPTIONS"}:
        assert_problem(response, 405)


def test_the_rest_of_an_embedded_process_keeps_its_own_headers(settings: Any) -> None:
    settings.MIDDLEWARE = ["publishing.api.headers.PublicHeaders"]
    settings.ROOT_URLCONF = "tests.publishing.api.embedded_urls"
    response = Client().get("/admin/")
    assert response["Content-Type"].startswith("text/html")
    assert "API-Version" not in response
    assert "Access-Control-Allow-Origin" not in response


def test_debug_does_not_bring_html_back(settings: Any) -> None:
    settings.DEBUG = True
    settings.MIDDLEWARE = ["publishing.api.headers.PublicHeaders"]
    settings.ROOT_URLCONF = "tests.publishing.api.embedded_urls"
    assert_problem(Client().get("/api/v9/uitgaven"), 404)
