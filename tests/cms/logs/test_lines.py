"""A line says what happened, when, and to which request, person, task and attempt it belongs."""

import io
import json
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from celery import shared_task
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from structlog.contextvars import bound_contextvars, clear_contextvars

from cms.accounts.roles import Role
from cms.config.error_pages import server_error
from cms.logs.lines import logging_settings
from cms.logs.requests import Identified
from cms.logs.tasks import HEADER, task_begins, task_ends, task_is_sent
from publishing.attempts.attempting import attempt_work
from publishing.attempts.held import Held
from publishing.attempts.models import Attempt
from publishing.releases.nightly.work import VERIFY
from tests.cms.logs.captured import captured
from tests.factories.people import signed_in

logger = logging.getLogger("tests.logs")


@pytest.fixture(autouse=True)
def _of_nothing_yet() -> None:
    """What failed in this process before a test is still known to it, as to a worker until its next task."""
    clear_contextvars()


def breaks(_request: HttpRequest) -> HttpResponse:
    logger.warning("about to break")
    raise RuntimeError("password=hunter2hunter2")


urlpatterns = [path("stuk", breaks)]
handler500 = server_error


def ask(address: str, **more: str) -> tuple[str, dict[str, str], str]:
    """Ask as a server does; return status, header fields and body."""
    started: list[Any] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
        **more,
    }
    answer: Iterable[bytes] = Identified(WSGIHandler())(environ, lambda *said: started.extend(said))
    return started[0], dict(started[1]), b"".join(answer).decode()


def test_a_line_is_one_of_json_with_its_moment_in_utc() -> None:
    with captured() as lines:
        logger.warning("twee\nregels, %s", "en meer")
    (line,) = lines.parsed
    assert lines.text.count("\n") == 1
    assert (line["event"], line["level"], line["logger"]) == ("twee\nregels, en meer", "warning", "tests.logs")
    assert line["tijdstempel"].endswith("Z")
    assert datetime.fromisoformat(line["tijdstempel"]).utcoffset() is not None


@pytest.mark.django_db
def test_an_id_of_the_proxy_is_taken_when_it_is_well_formed_and_made_otherwise() -> None:
    given = "0b7c2c1e-1111-4222-8333-444455556666"
    assert ask("/gezondheid/leeft", HTTP_X_REQUEST_ID=given)[1]["X-Request-ID"] == given
    for bad in ("", "kort", "a" * 65, 'x"><script>alert(1)', "12345678\r\nSet-Cookie: a=b"):
        made = ask("/gezondheid/leeft", HTTP_X_REQUEST_ID=bad)[1]["X-Request-ID"]
        assert made != bad
        assert len(made) == 32


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.cms.logs.test_lines")
def test_the_page_of_a_failure_names_the_id_under_which_its_lines_stand() -> None:
    with captured() as lines:
        status, headers, page = ask("/stuk")
    own = headers["X-Request-ID"]
    assert status.startswith("500")
    assert own in page
    failures = [line for line in lines.parsed if "exception" in line or line["event"] == "about to break"]
    assert {line["request_id"] for line in failures} == {own}
    assert len(failures) == 2
    assert "RuntimeError" in lines.text
    assert "hunter2" not in lines.text


@pytest.mark.django_db
def test_a_request_is_a_line_with_who_asked_by_number() -> None:
    client = signed_in(Role.ADMINISTRATOR, name="sanne")
    with captured() as lines:
        client.get("/admin/techniek/?zoek=geheim")
    (line,) = lines.about("request")
    assert (line["actie"], line["object"], line["resultaat"], line["oorsprong"]) == (
        "GET",
        "techniek:index",
        200,
        "verzoek",
    )
    assert line["actor"] == line["user_id"] == client.session["_auth_user_id"]
    assert "sanne" not in lines.text
    assert "geheim" not in lines.text


@shared_task(name="tests.logs.say")
def say() -> None:
    logger.info("within")


def test_a_task_says_which_it_is_and_of_which_request_it_came() -> None:
    sent: dict[str, Any] = {}
    with captured() as lines:
        with bound_contextvars(request_id="van-dit-verzoek"):
            task_is_sent(headers=sent)
        assert sent == {HEADER: "van-dit-verzoek"}
        say.push_request(**sent)
        try:
            task_begins(task_id="taak-1", task=say)
            logger.info("within")
            task_ends(task_id="taak-1", task=say, state="SUCCESS")
        finally:
            say.pop_request()
        logger.info("after")
    within, ended, after = (lines.about(event)[0] for event in ("within", "task", "after"))
    assert (within["request_id"], within["task_id"], within["task_name"]) == (
        "van-dit-verzoek",
        "taak-1",
        "tests.logs.say",
    )
    assert (ended["object"], ended["resultaat"]) == ("tests.logs.say", "SUCCESS")
    assert "task_id" not in after


@pytest.mark.django_db
def test_what_goes_wrong_in_an_attempt_is_told_with_its_number() -> None:

    def fail(_subject: str, _held: Held) -> None:
        raise RuntimeError("stuk")

    with captured() as lines:
        assert not attempt_work(work=replace(VERIFY, run=fail), subject="2026-11-02", clock=timezone.now)
        logger.info("after")
    failed = next(line for line in lines.parsed if "failed" in line["event"])
    assert failed["attempt_id"] == Attempt.objects.get().pk
    assert "attempt_id" not in lines.about("after")[0]


def test_production_writes_json_and_the_rest_words_to_stderr() -> None:
    for as_json in (True, False):
        described = logging_settings(as_json=as_json, level="INFO")["formatters"]["line"]
        made = described.pop("()")(**described)
        record = logging.LogRecord("een", logging.INFO, __file__, 1, "het woord", None, None)
        line = made.format(record)
        assert "het woord" in line
        if as_json:
            assert json.loads(line)["event"] == "het woord"
