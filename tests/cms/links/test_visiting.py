"""One visit, to a real server on this machine."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cms.links.judging import Outcome, Validators
from cms.links.status import LinkStatus
from cms.links.visiting import Visitor
from tests.cms.links.diary import START
from tests.cms.links.server import Handler, LocalServer

NOTHING_KNOWN = Validators()


def _visit(visitor: Visitor, url: str, known: Validators = NOTHING_KNOWN) -> Outcome:
    return visitor.visit(url, known=known, at=START, pause=lambda: None)


@pytest.mark.parametrize(
    ("status", "found"),
    [
        (200, LinkStatus.OK),
        (204, LinkStatus.OK),
        (404, LinkStatus.GONE),
        (410, LinkStatus.GONE),
        (400, LinkStatus.UNREACHABLE),
        (401, LinkStatus.UNREACHABLE),
        (403, LinkStatus.UNREACHABLE),
        (418, LinkStatus.UNREACHABLE),
        (500, LinkStatus.UNREACHABLE),
        (503, LinkStatus.UNREACHABLE),
        (300, LinkStatus.UNREACHABLE),
    ],
)
def test_an_answer_is_judged_by_its_code(server: LocalServer, visitor: Visitor, status: int, found: LinkStatus) -> None:
    outcome = _visit(visitor, server.on("/pagina", status))

    assert (outcome.status, outcome.http_status) == (found, status)
    assert bool(outcome.message) is (found != LinkStatus.OK)


@pytest.mark.parametrize("status", [301, 308])
def test_a_lasting_redirect_is_recorded_as_a_whole_address_and_not_followed(
    server: LocalServer, visitor: Visitor, status: int
) -> None:
    outcome = _visit(visitor, server.on("/oud", status, Location="/nieuw?x=1"))

    assert (outcome.status, outcome.moved_to) == (LinkStatus.MOVED, server.url("/nieuw?x=1"))
    assert [one.path for one in server.asked] == ["/oud"]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_passing_redirect_is_in_order_and_noted(server: LocalServer, visitor: Visitor, status: int) -> None:
    outcome = _visit(visitor, server.on("/nu", status, Location="https://elders.example/"))

    assert (outcome.status, outcome.moved_to) == (LinkStatus.OK, "https://elders.example/")
    assert [one.path for one in server.asked] == ["/nu"]


def test_a_redirect_into_a_closed_network_is_noted_and_not_followed(server: LocalServer, visitor: Visitor) -> None:
    outcome = _visit(visitor, server.on("/lek", 301, Location=server.url("/geheim")))

    assert outcome.moved_to == server.url("/geheim")
    assert server.methods("/geheim") == []


@pytest.mark.parametrize("location", ["", "javascript:alert(1)", "http://[", "ftp://elders.example/", f"/{'a' * 3000}"])
def test_a_redirect_to_what_is_no_web_page_is_a_failure(server: LocalServer, visitor: Visitor, location: str) -> None:
    outcome = _visit(visitor, server.on("/oud", 301, Location=location))

    assert (outcome.status, outcome.moved_to) == (LinkStatus.UNREACHABLE, "")


def test_a_page_that_moved_to_itself_did_not_move(server: LocalServer, visitor: Visitor) -> None:
    assert _visit(visitor, server.on("/rond", 301, Location="/rond#kop")).status == LinkStatus.OK


@pytest.mark.parametrize("status", [403, 405, 501])
def test_a_server_that_does_not_know_head_is_asked_again_with_get(
    server: LocalServer, visitor: Visitor, status: int
) -> None:
    pauses: list[str] = []
    server.routes["/get"] = lambda handler: handler.answer(200 if handler.command == "GET" else status)

    outcome = visitor.visit(server.url("/get"), known=NOTHING_KNOWN, at=START, pause=lambda: pauses.append("pause"))

    assert outcome.status == LinkStatus.OK
    assert server.methods("/get") == ["HEAD", "GET"]
    assert pauses == ["pause"], "also between these two the host is left alone"


def test_the_server_is_told_who_asks_and_by_which_name(server: LocalServer, visitor: Visitor) -> None:
    _visit(visitor, server.url("/", host="voorbeeld.example"))

    headers = server.asked[0].headers
    assert headers["host"] == f"voorbeeld.example:{server.server_port}"
    assert headers["user-agent"] == "Proef/1 (+https://wegwijzer.example/contact)"


def test_a_page_that_did_not_change_is_asked_for_with_what_the_server_gave(
    server: LocalServer, visitor: Visitor
) -> None:
    def conditional(handler: Handler) -> None:
        seen = handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since")
        handler.answer(304 if seen else 200, ETag='"v1"', Last_Modified="Mon, 02 Nov 2026 09:00:00 GMT")

    server.routes["/blijft"] = conditional

    first = _visit(visitor, server.url("/blijft"))
    second = _visit(visitor, server.url("/blijft"), first.validators)

    assert (first.http_status, second.http_status) == (200, 304)
    assert second.status == LinkStatus.OK
    assert second.validators == first.validators == Validators('"v1"', "Mon, 02 Nov 2026 09:00:00 GMT")


@pytest.mark.parametrize("etag", ["zonder aanhalingstekens", '"' + "x" * 1000 + '"', '"é"'])
def test_what_a_server_gives_to_ask_by_is_kept_only_when_it_is_well_formed(
    server: LocalServer, visitor: Visitor, etag: str
) -> None:
    assert _visit(visitor, server.on("/raar", 200, ETag=etag, Last_Modified="<b>")).validators == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "120", timedelta(minutes=2)),
        (429, "Mon, 02 Nov 2026 10:00:00 GMT", timedelta(hours=1)),
        (429, "Mon, 02 Nov 2026 08:00:00 GMT", timedelta(hours=1)),
        (429, "0", timedelta(hours=1)),
        (429, "99999999999999999999", timedelta(days=7)),
        (429, "straks", timedelta(hours=1)),
        (503, "straks", None),
        (500, "120", None),
    ],
)
def test_a_server_that_asks_for_patience_gets_it_up_to_a_week(
    server: LocalServer, visitor: Visitor, status: int, asked: str, wait: timedelta | None
) -> None:
    outcome = _visit(visitor, server.on("/druk", status, Retry_After=asked))

    assert outcome.wait == wait
    assert outcome.status == (None if status == 429 else LinkStatus.UNREACHABLE)


def test_without_permission_this_machine_is_refused_and_not_asked(server: LocalServer, visitor: Visitor) -> None:
    outcome = _visit(replace(visitor, allow_private=False), f"http://127.0.0.1:{80}/")

    assert outcome.status == LinkStatus.REFUSED
    assert server.asked == []


def test_a_name_that_leads_elsewhere_the_second_time_leads_to_the_address_that_was_judged(
    server: LocalServer, visitor: Visitor
) -> None:
    looked_up: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["192.0.2.1"]

    server.routes["/"] = lambda handler: handler.answer(200 if handler.command == "GET" else 405)

    outcome = _visit(replace(visitor, resolve=rebinding), server.url("/", host="wisselt.example"))

    assert outcome.status == LinkStatus.OK
    assert looked_up == ["wisselt.example"], "looked up once for both requests"
