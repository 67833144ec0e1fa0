"""Who gets in with a key, who does not, and what stands on every answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.models import User
from cms.content.models import Definition
from publishing.api.edge import Edge
from publishing.api.edge import Shelf as Kept
from publishing.releases.models import Release
from publishing.releases.notices.placing import withdraw_release
from publishing.releases.previews.addresses import API
from publishing.releases.previews.giving import revoke_access
from publishing.releases.previews.models import Access
from publishing.releases.previews.tokens import digest_of, new_token
from publishing.releases.publish import publish_release
from publishing.store.layout import candidate_pack
from tests.factories import content
from tests.factories.previews import bearer, given
from tests.factories.releases import candidate, published

pytestmark = pytest.mark.django_db

ITEM = f"{API}/uitgaven/2026.1/begrippen/prestatiedruk"
ROUTES = [f"{API}/actueel", ITEM, f"{API}/actueel/bundel", f"{API}/onzin", f"{API}/uitgaven/2025.1", f"{API}/"]
SECRET = b"Geheim tot de publicatie"


def get(token: str, address: str = ITEM, **headers: str) -> Any:
    return Client(raise_request_exception=False).get(address, headers={**bearer(token), **headers})


def body_of(answer: Any) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


def assert_closed(answer: Any, status: int) -> None:
    """Nothing is told but why, and nobody keeps it."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == status
    assert SECRET not in answer.content
    assert_on_every_answer(answer)


def assert_on_every_answer(answer: Any) -> None:
    assert answer["Voorbeeld"] == "true"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert not {"ETag", "Last-Modified", "Access-Control-Allow-Origin", "Set-Cookie"} & set(answer.headers)


class TestAKey:
    """What a program shows to be let in."""

    def test_opens_the_candidate_and_is_counted(self, release: Release, karin: User) -> None:
        access, token = given(release, karin)
        for address in (ITEM, f"{API}/actueel"):
            assert get(token, address).status_code == 200
        assert SECRET in get(token).content
        access.use.refresh_from_db()
        assert access.use.count == 3
        assert access.use.last_at is not None
        assert access.use.last_at > access.made_at

    def test_is_kept_as_a_digest_only(self, release: Release, karin: User) -> None:
        access, token = given(release, karin)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM previews_access")
            assert token not in str(cursor.fetchall())
        assert access.token_digest == digest_of(token)
        assert get(access.token_digest).status_code == 401, "who reads the table can open nothing with it"

    @pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Basic a2FyaW46eA==", "Bearer x", "Bearer é", "guess"])
    def test_that_is_none_opens_nothing(self, release: Release, karin: User, sent: str) -> None:
        given(release, karin)
        headers = {"Authorization": f"Bearer {new_token()}" if sent == "guess" else sent} if sent else {}
        for address in ROUTES:
            answer = Client().get(address, headers=headers)
            assert_closed(answer, 401)
            error = ', error="invalid_token"' if sent else ""
            assert answer["WWW-Authenticate"] == f'Bearer realm="voorbeeld"{error}'

    def test_is_not_looked_for_in_the_address(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        assert_closed(Client().get(f"{ITEM}?access_token={token}"), 401)
        assert_closed(Client().get(f"{ITEM}/{token}"), 401)

    def test_closes_to_the_second_when_its_time_is_over(self, release: Release, karin: User) -> None:
        now = timezone.now()
        still = given(release, karin, hours=1, at=now - timedelta(minutes=59)).token
        over = given(release, karin, hours=1, at=now - timedelta(hours=1)).token
        assert get(still).status_code == 200
        assert_closed(get(over), 401)

    def test_closes_at_once_when_it_is_revoked(self, release: Release, karin: User) -> None:
        access, token = given(release, karin)
        assert get(token).status_code == 200
        revoke_access(access=access, by=karin, at=timezone.now())
        assert_closed(get(token), 401)
        access.use.refresh_from_db()
        assert access.use.count == 1

    def test_of_one_candidate_does_not_open_another(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        other = candidate("2027.1", by=karin)
        assert_closed(get(given(other, karin).token), 404)
        assert_closed(get(token, f"{API}/uitgaven/2027.1"), 404)
        assert json.loads(get(token, f"{API}/actueel").content)["vingerafdruk"] == release.digest

    def test_does_not_open_the_pages_and_a_link_does_not_open_the_api(self, release: Release, karin: User) -> None:
        assert_closed(get(given(release, karin, kind=Access.Kind.LINK).token), 401)


class TestACandidateThatIsNoneAnyMore:
    def test_names_the_one_that_replaced_it(self, release: Release, karin: User, definition: Definition) -> None:
        token = given(release, karin).token
        Definition.objects.filter(pk=definition.pk).update(body="<p>Geheim tot de publicatie, en beter.</p>")
        newer = candidate("2026.1", by=karin)
        answer = get(token)
        assert_closed(answer, 410)
        assert json.loads(answer.content)["vervangenDoor"] == {"nummer": "2026.1", "vingerafdruk": newer.digest}

    def test_that_was_published_leads_to_the_world(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        publish_release(number="2026.1", by=karin, at=timezone.now())
        answer = get(token)
        assert_closed(answer, 410)
        assert json.loads(answer.content)["adres"] == "/api/v1/uitgaven/2026.1"

    def test_that_was_withdrawn_after_that_does_so_too(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        publish_release(number="2026.1", by=karin, at=timezone.now())
        content.step(2)
        published("2026.2", by=karin, at=timezone.now())
        withdraw_release(number="2026.1", reason="Fout.", by=karin, at=timezone.now())
        assert_closed(get(token), 410)

    def test_is_not_told_of_to_who_has_no_key_any_more(self, release: Release, karin: User) -> None:
        access, token = given(release, karin)
        revoke_access(access=access, by=karin, at=timezone.now())
        publish_release(number="2026.1", by=karin, at=timezone.now())
        assert_closed(get(token), 401)


class TestEveryAnswer:
    """Nobody keeps it, and no cache of ours does."""

    def test_says_that_it_is_a_preview(self, client_of: Client) -> None:
        for address in ROUTES:
            assert_on_every_answer(client_of.get(address))
            assert_on_every_answer(client_of.head(address))

    def test_comes_whole_although_somebody_says_to_have_it(self, client_of: Client) -> None:
        for known in ("*", f'"{client_of.get(ITEM)["Repr-Digest"]}"'):
            answer = client_of.get(ITEM, headers={"If-None-Match": known})
            assert (answer.status_code, SECRET in answer.content) == (200, True)

    def test_is_to_a_question(self, client_of: Client) -> None:
        for method in ("post", "put", "patch", "delete"):
            for address in (ITEM, f"{API}/onzin"):
                assert_closed(getattr(client_of, method)(address), 405)

    def test_is_never_kept_by_the_fast_path(self, release: Release, karin: User) -> None:
        asked: list[str] = []

        def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            asked.append(environ["PATH_INFO"])
            start_response("200 OK", [("ETag", '"x"'), ("Cache-Control", "public"), ("Content-Type", "text/plain")])
            return [b"x"]

        kept = Kept()
        for _ in range(2):
            Edge(slow, kept)({"PATH_INFO": ITEM, "REQUEST_METHOD": "GET"}, lambda *args: None)
        assert (asked, kept.size) == ([ITEM, ITEM], 0)

    def test_of_the_public_api_stays_what_it_was(self, client_of: Client) -> None:
        answer = client_of.get("/api/v1/uitgaven/2026.1")
        assert answer.status_code == 404
        assert "Voorbeeld" not in answer
        assert client_of.get("/api/v1/actueel")["Content-Release"] == "2025.1"


class TestPagesOfAnotherOrigin:
    ORIGIN = "https://ontwerp.example.nl"

    def test_may_not_read_by_default(self, client_of: Client) -> None:
        assert "Access-Control-Allow-Origin" not in client_of.get(ITEM, headers={"Origin": self.ORIGIN})
        asked = {"Origin": self.ORIGIN, "Access-Control-Request-Method": "GET"}
        assert "Access-Control-Allow-Methods" not in Client().options(ITEM, headers=asked)

    def test_may_read_when_it_is_the_one_of_the_settings(self, client_of: Client, settings: Settings) -> None:
        settings.PREVIEW_ORIGIN = self.ORIGIN
        for address in (ITEM, f"{API}/onzin"):
            answer = client_of.get(address, headers={"Origin": self.ORIGIN})
            assert answer["Access-Control-Allow-Origin"] == self.ORIGIN
            assert "Origin" in answer["Vary"]
        asked = {"Origin": self.ORIGIN, "Access-Control-Request-Method": "GET"}
        first = Client().options(ITEM, headers=asked)
        assert (first.status_code, first.content) == (204, b"")
        assert "Authorization" in first["Access-Control-Allow-Headers"]

    @pytest.mark.parametrize("other", ["https://kwaad.example", "https://ontwerp.example.nl.kwaad.example", "null"])
    def test_may_not_read_when_it_is_another(self, client_of: Client, settings: Settings, other: str) -> None:
        settings.PREVIEW_ORIGIN = self.ORIGIN
        assert "Access-Control-Allow-Origin" not in client_of.get(ITEM, headers={"Origin": other})


class TestWhenSomethingIsOff:
    """It stays closed."""

    def test_a_damaged_pack_is_not_read_from(self, release: Release, karin: User, release_store: Path) -> None:
        token = given(release, karin).token
        assert get(token).status_code == 200
        pack = release_store / candidate_pack(release.digest)
        pack.chmod(0o600)
        data = bytearray(pack.read_bytes())
        data[-1] ^= 1
        pack.write_bytes(data)
        assert_closed(get(token), 503)

    def test_a_pack_that_is_not_there_is_waited_for(self, release: Release, karin: User, release_store: Path) -> None:
        token = given(release, karin).token
        (release_store / candidate_pack(release.digest)).unlink()
        answer = get(token)
        assert_closed(answer, 503)
        assert answer["Retry-After"] == "30"

    def test_without_a_database_nobody_comes_in(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        with away():
            assert_closed(get(token), 503)

    def test_what_nobody_foresaw_tells_nothing(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        with patch("publishing.releases.previews.api.door.candidate_shelf", side_effect=RuntimeError("Geheim tot")):
            assert_closed(get(token), 500)

    def test_a_use_that_cannot_be_counted_is_none(self, release: Release, karin: User) -> None:
        token = given(release, karin).token
        with patch("publishing.releases.previews.api.door.note_use", side_effect=OperationalError("locked")):
            assert_closed(get(token), 503)


@contextmanager
def away() -> Iterator[None]:
    """Let every query fail as it does without a server."""

    def fail(*_args: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(fail):
        yield
