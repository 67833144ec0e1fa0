"""What an error tracker is sent: what went wrong and where, no secret and nobody's name."""

from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from cms.logs.error_tracker import tell_error_tracker
from tests.factories.people import person

SECRETS = ("hunter2hunter2", "sanne", "een-cookie-waarde", "whsec_", "203.0.113.9", "zoekwoord", "ingetypt")


def breaks(request: HttpRequest) -> HttpResponse:
    mail = "sanne@school.example"
    raise RuntimeError(f"password=hunter2hunter2 of {mail} with whsec_QUJDREVGR0hJSktMTU5PUA==")


urlpatterns = [path("stuk", breaks)]


@pytest.fixture
def sent() -> Iterator[list[Envelope]]:
    """Give every envelope that would have gone to the tracker."""
    envelopes: list[Envelope] = []

    class Captured(Transport):
        def capture_envelope(self, envelope: Envelope) -> None:
            envelopes.append(envelope)

    tell_error_tracker("https://publiek@tracker.example/1", transport=Captured)
    yield envelopes
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.cms.logs.test_error_tracker")
def test_a_failure_is_sent_without_secrets_and_without_people(sent: list[Envelope]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(person("sanne"))
    client.cookies["eigen"] = "een-cookie-waarde"
    headers = {"Authorization": "Bearer hunter2hunter2", "X-Forwarded-For": "203.0.113.9"}
    client.post("/stuk?q=zoekwoord", {"veld": "ingetypt"}, headers=headers, REMOTE_ADDR="203.0.113.9")
    (envelope,) = sent
    bytes_sent = envelope.serialize().decode()
    event: Any = envelope.get_event()
    assert event["exception"]["values"][-1]["type"] == "RuntimeError"
    assert "breaks" in bytes_sent
    assert [one for one in (*SECRETS, client.session.session_key or "-") if one in bytes_sent] == []
    assert not {"user", "server_name", "extra", "modules"} & set(event)


def test_without_an_address_nothing_is_told() -> None:
    tell_error_tracker("")
    assert not sentry_sdk.get_client().is_active()
