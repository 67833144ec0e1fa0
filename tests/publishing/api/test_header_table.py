"""Every header over every route and status. Routes come from the URL configuration, so a new one is in by existing."""

import base64
import hashlib
import json
from datetime import date
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from publishing.documents.registry import KINDS, SINGLES
from publishing.store.base import Store
from publishing.store.catalogue import CatalogueRedaction
from tests.publishing.api.published import EXAMPLE_IDS, FIRST, SECOND, move, overwrite_catalogue
from tests.publishing.api.routes import BASE, CURRENT, DELTA, FILES, FORMS, IN_RELEASE, NOT_OF_A_RELEASE, PINNED, ROUTES

ALWAYS = {
    "API-Version": "1.0.0",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
}
YEAR = "public, max-age=31536000, immutable"
MINUTE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"

pytestmark = pytest.mark.usefixtures("releases")


def body_of(response: HttpResponseBase) -> bytes:
    return response.getvalue() if response.streaming else response.content  # type: ignore[attr-defined]  # the test client's


def assert_always(response: HttpResponseBase) -> None:
    always = dict(ALWAYS)
    if "style-src" in response["Content-Security-Policy"]:  # the one page, which allows its own style
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        del always["Content-Security-Policy"]
    assert {name: response.get(name) for name in always} == always
    exposed = response["Access-Control-Expose-Headers"].split(", ")
    assert {"API-Version", "Content-Release", "ETag", "Link", "Repr-Digest"} <= set(exposed)
    assert "Set-Cookie" not in response


def assert_problem(response: HttpResponseBase, status: int) -> None:
    assert_always(response)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert "Repr-Digest" not in response
    problem = json.loads(body_of(response))
    assert problem["status"] == status
    assert problem["title"]
    assert len(problem["detail"]) > 20


def test_200_names_its_bytes_and_says_how_long_they_may_be_kept(api: Client, subtests: pytest.Subtests) -> None:
    for route in ROUTES:
        with subtests.test(route):
            response = api.get(route)
            assert response.status_code == 200
            assert_always(response)
            body = body_of(response)
            digest = hashlib.sha256(body)
            assert response["Content-Type"] == FORMS.get(route, "application/json")
            assert response["Content-Length"] == str(len(body))
            assert response["ETag"] == f'"{digest.hexdigest()}"'
            assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
            assert response["Cache-Control"] == (
                YEAR if route in (*PINNED, DELTA) and not route.endswith(("/mededelingen", "/exports")) else MINUTE
            )
            assert response.get("Vary") == (None if route in FILES else "Accept-Encoding")
            assert response.get("Content-Release") == (None if route.endswith(NOT_OF_A_RELEASE) else SECOND)


def test_head_has_the_headers_of_get_and_no_bytes(api: Client, subtests: pytest.Subtests) -> None:
    for route in ROUTES:
        with subtests.test(route):
            got, head = api.get(route), api.head(route)
            body_of(got)
            assert head.status_code == 200
            assert dict(head.items()) == dict(got.items())
            assert body_of(head) == b""


@pytest.mark.parametrize("form", ['"{0}"', 'W/"{0}"', '"other", W/"x" , "{0}"', "*"])
def test_304_repeats_what_a_cache_needs(api: Client, subtests: pytest.Subtests, form: str) -> None:
    for route in ROUTES:
        with subtests.test(route):
            full = api.head(route)
            known = form.format(full["ETag"].strip('"'))
            response = api.get(route, headers={"If-None-Match": known})
            assert response.status_code == 304
            assert_always(response)
            assert body_of(response) == b""
            for name in (
                "ETag",
                "Cache-Control",
                "Vary",
                "Content-Location",
                "Content-Release",
                "Link",
            ):  # RFC 9110 15.4.5
                assert response.get(name) == full.get(name)
            assert "Content-Type" not in response
            assert "Repr-Digest" not in response


@pytest.mark.parametrize("known", ['"other"', "nonsense", "", '"', "W/"])
def test_an_etag_of_other_bytes_gets_the_bytes(api: Client, subtests: pytest.Subtests, known: str) -> None:
    for route in ROUTES:
        with subtests.test(route):
            assert api.head(route, headers={"If-None-Match": known}).status_code == 200


def test_a_pinned_answer_links_to_its_predecessor_and_to_the_current_one(
    api: Client, subtests: pytest.Subtests
) -> None:
    for route in PINNED:
        with subtests.test(route):
            before, current = route.replace(SECOND, FIRST), route.replace(f"uitgaven/{SECOND}", "actueel")
            assert api.head(route)["Link"] == (
                f'<{before}>; rel="predecessor-version", <{current}>; rel="latest-version", '
                f'<{BASE}uitgaven/{SECOND}/mededelingen>; rel="status"'
            )
            assert api.head(before).status_code == 200
            assert api.head(current).status_code == 200


def test_actueel_names_its_pinned_twin_which_has_the_same_bytes(api: Client, subtests: pytest.Subtests) -> None:
    for route in CURRENT:
        with subtests.test(route):
            response = api.get(route)
            twin = api.get(response["Content-Location"])
            assert response["Content-Location"] == route.replace("actueel", f"uitgaven/{SECOND}")
            assert body_of(response) == body_of(twin)
            assert response["ETag"] == twin["ETag"]


def test_400_names_every_unknown_parameter(api: Client, subtests: pytest.Subtests) -> None:
    for route in ROUTES:
        with subtests.test(route):
            response = api.get(f"{route}{'&' if '?' in route else '?'}pagina=2&format=xml")
            assert_problem(response, 400)
            assert [item["name"] for item in response.json()["invalidParams"]] == ["pagina", "format"]


def test_404_for_a_trailing_slash_and_never_a_redirect(api: Client, subtests: pytest.Subtests) -> None:
    for route in ROUTES:
        with subtests.test(route):
            assert_problem(api.get(route.replace("?", "/?") if "?" in route else f"{route}/"), 404)


def test_404_for_a_release_that_does_not_exist(api: Client, subtests: pytest.Subtests) -> None:
    for route in ROUTES:
        if SECOND in route and route in IN_RELEASE:
            with subtests.test(route):
                response = api.get(route.replace(SECOND, "2031.1"))
                assert_problem(response, 404)
                assert "2031.1" in response.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_405_says_what_is_allowed(api: Client, subtests: pytest.Subtests, method: str) -> None:
    for route in ROUTES:
        with subtests.test(route):
            response = api.generic(method, f"{route}?x=1", b"{}", content_type="application/json")
            assert_problem(response, 405)
            assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/json;q=0, text/csv"])
def test_406_for_an_accept_that_excludes_json(api: Client, subtests: pytest.Subtests, accept: str) -> None:
    for route in ROUTES:
        with subtests.test(route):
            if route not in FILES and not FORMS.get(route, "application/json").startswith(accept):
                assert_problem(api.get(route, headers={"Accept": accept}), 406)


@pytest.mark.parametrize("accept", ["", "*/*", "application/*", "text/html, application/json;charset=utf-8;q=0.1"])
def test_json_is_given_to_whoever_accepts_it(api: Client, accept: str) -> None:
    assert api.get(f"{BASE}actueel", headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(("route", "status"), [("interventies/oud", 410), ("teksten/weg", 410), ("teksten/nooit", 404)])
@pytest.mark.parametrize("tree", [f"{BASE}uitgaven/{SECOND}/", f"{BASE}actueel/"])
def test_a_problem_within_a_release_says_which_release(api: Client, tree: str, route: str, status: int) -> None:
    response = api.get(tree + route)
    assert_problem(response, status)
    assert response["Content-Release"] == SECOND


def test_410_for_everything_that_was_erased(api: Client, subtests: pytest.Subtests, store: Store) -> None:
    erased: dict[str, Any] = {
        "digest": 64 * "0",
        "erased_on": date(2026, 10, 1),
        "ground": "AVG artikel 17",
        "releases": [SECOND],
    }
    names = EXAMPLE_IDS | {kind.name: kind.name for kind in SINGLES}
    move(store, redactions=[CatalogueRedaction(kind=kind, id=name, **erased) for kind, name in names.items()])
    items = [f"{KINDS[kind].collection}/{name}" for kind, name in EXAMPLE_IDS.items()] + [one.name for one in SINGLES]
    assert len(items) == len(KINDS)
    for route in (f"{BASE}{tree}/{item}" for tree in ("actueel", f"uitgaven/{SECOND}") for item in items):
        with subtests.test(route):
            response = api.get(route)
            assert_problem(response, 410)
            assert response["Content-Release"] == SECOND
            assert response.json()["gewistOp"] == "2026-10-01"


def test_410_for_changes_since_a_release_that_never_was(api: Client) -> None:
    assert_problem(api.get(f"{BASE}wijzigingen?van=1999.1"), 410)


@pytest.mark.parametrize(
    ("more", "accept", "status"),
    [("?x=1", "", 400), ("/", "", 404), ("", "image/png", 406)],
)
def test_head_of_a_problem_has_its_headers_and_no_bytes(
    api: Client, subtests: pytest.Subtests, more: str, accept: str, status: int
) -> None:
    for route in ROUTES:
        if accept and route in FILES:
            continue  # a file comes in the one form that it has
        with subtests.test(route):
            address = route.partition("?")[0] + more if more else route
            headers = {"Accept": accept} if accept else {}
            head, got = api.head(address, headers=headers), api.get(address, headers=headers)
            assert_problem(got, status)
            assert (head.status_code, body_of(head)) == (status, b"")
            assert dict(head.items()) == dict(got.items())


def test_503_for_a_damaged_catalogue(
    api: Client, subtests: pytest.Subtests, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    overwrite_catalogue(store, b'{"generation": ')
    for route in ROUTES:
        with subtests.test(route):
            response = api.get(route)
            if route.endswith(NOT_OF_A_RELEASE):
                assert response.status_code == 200
                continue
            assert_problem(response, 503)
            assert response["Retry-After"] == "30"
    assert sum("The catalogue cannot be read" in line for line in caplog.messages) == 1


def test_500_is_a_problem_that_tells_nothing_of_the_inside(
    api: Client, subtests: pytest.Subtests, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("publishing.api.views.base.read_query", break_down)
    for route in ROUTES:
        with subtests.test(route):
            response = api.get(route)
            assert_problem(response, 500)
            assert b"geheim" not in response.content


def test_a_browser_may_ask_first(api: Client, subtests: pytest.Subtests) -> None:
    asked = {"Origin": "https://school.example", "Access-Control-Request-Method": "GET"}
    for route in ROUTES:
        with subtests.test(route):
            preflight = api.options(route, headers={**asked, "Access-Control-Request-Headers": "if-none-match"})
            assert preflight.status_code == 204
            assert_always(preflight)
            assert "If-None-Match" in preflight["Access-Control-Allow-Headers"]
            assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
            plain = api.options(route)
            assert (plain.status_code, plain["Allow"]) == (204, "GET, HEAD, OPTIONS")
            assert_always(plain)
