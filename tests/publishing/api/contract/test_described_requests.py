"""schemathesis asks every operation what openapi.json allows and what it forbids: no answer is other than described."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import Settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.engine import events, from_schema
from schemathesis.hooks import GLOBAL_HOOK_DISPATCHER

from publishing.api.edge import Application, Edge
from publishing.api.framework import REST_FRAMEWORK
from tests.publishing.api.conftest import PUBLIC
from tests.publishing.api.published import SECOND
from tests.publishing.api.routes import BASE

EXAMPLES = 6  # random requests per operation and way, beside the edges of each parameter
CONFIG = {
    "seed": 20260731,
    "workers": 1,
    "continue-on-failure": True,
    "headers": {"Accept-Encoding": "identity"},  # its client in this process cannot unpack br
    "generation": {"max-examples": EXAMPLES, "database": "none"},
    "phases": {"stateful": {"enabled": False}},  # nothing can be written
    # An item that is not in the release has an address that is well formed, as has a part that lies behind the end.
    "checks": {"positive_data_acceptance": {"expected-statuses": [200, 206, 304, 404, 410, 416]}},
}


def keep_what_words_say(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Let allowed requests keep the rules that stand in words, because a schema cannot tell them."""
    query = case.query or {}
    if not case.meta.generation.mode.is_positive:
        return
    query.pop("cursor", None)  # only one that was given out is one
    if "naar" in query:
        query["naar"] = SECOND  # one that exists
    if "zoek" in query:
        query["zoek"] = "rust"  # at least a word, ten at most
    elif query.get("sorteer") == "relevantie":
        del query["sorteer"]  # only with words


keep_what_words_say.__name__ = "before_call"  # schemathesis knows hooks by their name


@pytest.fixture(autouse=True)
def public_process(settings: Settings) -> Iterator[None]:
    settings.MIDDLEWARE = PUBLIC
    settings.ROOT_URLCONF = "cms.config.public_urls"
    settings.REST_FRAMEWORK = REST_FRAMEWORK
    schemathesis.hook(keep_what_words_say)
    yield
    GLOBAL_HOOK_DISPATCHER.unregister(keep_what_words_say)


class Judged:
    """What was asked, by operation and by whether it was allowed, and what is wrong with the answers."""

    def __init__(self, application: Application, path: str | None = None) -> None:
        config = SchemathesisConfig.from_dict(CONFIG)
        schema = schemathesis.openapi.from_wsgi(f"{BASE}openapi.json", application, config=config)
        found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
        self.operations = {operation.label: operation for operation in found}
        self.asked: Counter[tuple[str, bool]] = Counter()
        self.wrong: list[str] = []
        for event in from_schema(schema.include(path=path) if path else schema).execute():
            if isinstance(event, events.NonFatalError | events.FatalError):
                self.wrong.append(str(event))
            if isinstance(event, events.ScenarioFinished):
                self._note(event)

    def _note(self, event: events.ScenarioFinished) -> None:
        for node in event.recorder.cases.values():
            if node.value.meta:
                self.asked[node.value.operation.label, node.value.meta.generation.mode.is_positive] += 1
        for check in (one for checks in event.recorder.checks.values() for one in checks):
            if check.failure_info:
                failure = check.failure_info.failure
                self.wrong.append(f"{check.name}: {failure.message}\n{check.failure_info.code_sample}")


@pytest.mark.usefixtures("releases")
def test_every_operation_answers_as_described_to_what_is_allowed_and_what_is_not() -> None:
    judged = Judged(Edge(WSGIHandler()))
    assert judged.wrong == []
    assert all(judged.asked[label, True] for label in judged.operations)
    with_input = {label for label, one in judged.operations.items() if one.query or one.path_parameters}
    assert len(with_input) > 40
    assert all(judged.asked[label, False] for label in with_input)


def dropping_the_version(application: Application) -> Application:
    """Return ``application`` without one of its promises: an answer with an unknown field."""

    def changed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = b"".join(application(environ, start_response))
        return [body.replace(b'"aantal":', b'"count": ', 1) if environ["PATH_INFO"].endswith("/stappen") else body]

    return changed


@pytest.mark.usefixtures("releases")
def test_an_answer_that_is_not_as_described_is_seen() -> None:
    judged = Judged(dropping_the_version(WSGIHandler()), path="/actueel/stappen")
    assert any("'aantal'" in one or '"aantal"' in one for one in judged.wrong)
