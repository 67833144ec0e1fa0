"""Readers without an account: in by a link, reading the candidate, saying something of an item."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.releases.packs import ensure_pack
from publishing.releases.previews.addresses import API, ENTRANCE, READING
from publishing.releases.previews.giving import revoke_access
from publishing.releases.previews.models import Access, Reader
from publishing.releases.previews.reading import entering, saying
from publishing.releases.previews.tokens import new_token
from publishing.releases.publish import publish_release
from publishing.rounds.models import Comment, Round
from publishing.rounds.working import comment_on_item
from tests.factories import content
from tests.factories.people import person, signed_in
from tests.factories.previews import bearer, given
from tests.factories.releases import candidate
from tests.factories.rounds import item_of, opened_on_release

pytestmark = pytest.mark.django_db

ITEM = f"{READING}/begrippen/prestatiedruk"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@pytest.fixture
def made(karin: User, definition: Definition) -> Round:
    """An open round."""
    return opened_on_release(karin)


@pytest.fixture
def in_round(made: Round, karin: User) -> Release:
    """A candidate of the open round."""
    frozen = freeze_release(
        number="2026.1", reference_date=made.reference_date, round_year=made.year, by=karin, at=timezone.now()
    )
    ensure_pack(frozen.release)
    return frozen.release


def come_in(token: str, name: str = "Lea", client: Client | None = None) -> tuple[Client, Any]:
    browser = client or Client(raise_request_exception=False)
    return browser, browser.post(ENTRANCE, {"naam": name, "code": token})


def reading(release: Release, by: User, name: str = "Lea") -> Client:
    """Return the browser of somebody who came in."""
    client, answer = come_in(given(release, by, kind=Access.Kind.LINK).token, name)
    assert (answer.status_code, answer["Location"]) == (303, READING)
    return client


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


class TestComingIn:
    def test_gives_a_cookie_that_no_script_and_no_other_site_reaches(
        self, release: Release, karin: User, settings: Settings
    ) -> None:
        settings.SESSION_COOKIE_SECURE = True
        token = given(release, karin, kind=Access.Kind.LINK).token
        _, answer = come_in(token)
        cookie = answer.cookies["voorbeeld"]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["path"]) == (
            True,
            True,
            "Strict",
            "/voorbeeld/",
        )
        assert 86_300 <= int(cookie["max-age"]) <= 86_400
        assert cookie.value != token
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM previews_reader")
            assert cookie.value not in str(cursor.fetchall())

    def test_needs_a_name_and_keeps_the_code_while_it_asks(self, release: Release, karin: User) -> None:
        token = given(release, karin, kind=Access.Kind.LINK).token
        for name in ("", "  ", "x" * 81, "Lea\0"):
            _, answer = come_in(token, name)
            assert answer.status_code == 400
            assert "Zeg hoe je heet" in text_of(answer)
            assert token in text_of(answer)
        assert not Reader.objects.exists()

    @pytest.mark.parametrize("wrong", ["", "x", "é" * 43, "guess", "key"])
    def test_by_what_is_no_link_shows_nothing(self, release: Release, karin: User, wrong: str) -> None:
        codes = {"guess": new_token(), "key": given(release, karin).token}
        client, answer = come_in(codes.get(wrong, wrong))
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="voorbeeld"'
        assert "werkt niet (meer)" in text_of(answer)
        assert client.get(READING).status_code == 401

    def test_by_a_link_that_is_over_shows_nothing(self, release: Release, karin: User) -> None:
        then = timezone.now() - timedelta(hours=25)
        _, answer = come_in(given(release, karin, kind=Access.Kind.LINK, at=then).token)
        assert answer.status_code == 401

    def test_is_bounded_per_link(self, release: Release, karin: User) -> None:
        token = given(release, karin, kind=Access.Kind.LINK).token
        with patch.object(entering, "MOST_READERS", 2):
            assert [come_in(token)[1].status_code for _ in range(3)] == [303, 303, 429]

    def test_is_refused_when_another_site_sends_the_form(self, release: Release, karin: User) -> None:
        token = given(release, karin, kind=Access.Kind.LINK).token
        _, answer = come_in(token, client=Client(enforce_csrf_checks=True))
        assert answer.status_code == 403
        assert answer["Cache-Control"] == "no-store"

    def test_does_not_open_the_api_or_the_workshop(self, release: Release, karin: User) -> None:
        client = reading(release, karin)
        assert client.get(f"{API}/actueel").status_code == 401
        cookie = client.cookies["voorbeeld"].value
        assert client.get(f"{API}/actueel", headers=bearer(cookie)).status_code == 401
        assert client.get("/admin/").status_code == 302


class TestReading:
    def test_begins_with_domains_and_their_recommendations(self, release: Release, karin: User) -> None:
        shown = text_of(reading(release, karin).get(READING))
        assert shown.index("Domein 1") < shown.index("Plan rust in de week") < shown.index("Interventies (1)")

    def test_every_way_leads_somewhere(self, release: Release, karin: User) -> None:
        client, seen, ahead = reading(release, karin), set[str](), [READING]
        while ahead:
            address = ahead.pop()
            seen.add(address)
            answer = client.get(address)
            assert answer.status_code == 200, address
            ahead += set(re.findall(rf'href="({READING}[^"#]*)"', answer.content.decode())) - seen - set(ahead)
        assert len(seen) == 1 + sum(release.counts.values())

    def test_shows_nothing_of_drafts_beyond_the_candidate(
        self, release: Release, karin: User, definition: Definition
    ) -> None:
        client = reading(release, karin)
        Definition.objects.filter(pk=definition.pk).update(body="<p>Nog niet klaar.</p>")
        content.definition("Nieuw begrip")
        assert "Geheim tot de publicatie" in text_of(client.get(ITEM))
        assert "Nieuw begrip" not in text_of(client.get(READING))
        for strange in (
            "begrippen/nieuw-begrip",
            "begrippen",
            "onzin",
            "begrippen/..",
            "verantwoording/verantwoording",
        ):
            assert client.get(f"{READING}/{strange}").status_code == 404, strange

    def test_goes_with_a_strict_policy_and_leaves_no_copy(self, release: Release, karin: User) -> None:
        client = reading(release, karin)
        for address in (ENTRANCE, READING, ITEM, f"{READING}/onzin"):
            answer = client.get(address)
            assert answer["Content-Security-Policy"] == POLICY, address
            assert answer["Cache-Control"] == "no-store"
            assert answer["X-Robots-Tag"] == "noindex, nofollow"
            assert answer["Voorbeeld"] == "true"
            assert not re.search(
                r"<style|style=|<script>| on[a-z]+=\"|(src|href)=\"(https?:)?//", answer.content.decode()
            )

    def test_ends_at_once_with_the_link(self, release: Release, karin: User) -> None:
        access, token = given(release, karin, kind=Access.Kind.LINK)
        client, _ = come_in(token)
        assert client.get(ITEM).status_code == 200
        revoke_access(access=access, by=karin, at=timezone.now())
        for answer in (client.get(ITEM), client.post(ITEM, {"tekst": "Nog iets."})):
            assert answer.status_code == 401
            assert "Geheim" not in text_of(answer)
        assert client.cookies["voorbeeld"].value == ""

    def test_ends_when_the_candidate_is_replaced_or_published(
        self, release: Release, karin: User, definition: Definition
    ) -> None:
        client = reading(release, karin)
        Definition.objects.filter(pk=definition.pk).update(body="<p>Beter.</p>")
        newer = candidate("2026.1", by=karin)
        answer = client.get(ITEM)
        assert (answer.status_code, "Geheim" in text_of(answer)) == (410, False)
        assert "vervangen door een nieuwere" in text_of(answer)
        client = reading(newer, karin)
        publish_release(number="2026.1", by=karin, at=timezone.now())
        answer = client.get(ITEM)
        assert answer.status_code == 410
        assert 'href="/api/v1/uitgaven/2026.1"' in text_of(answer)

    def test_shows_nothing_when_the_database_is_away(self, release: Release, karin: User) -> None:
        client = reading(release, karin)
        with patch("publishing.releases.previews.reading.pages.open_reader", side_effect=DatabaseError("away")):
            answer = client.get(ITEM)
        assert (answer.status_code, "Geheim" in text_of(answer)) == (503, False)


class TestSaying:
    def test_feeds_the_thread_of_the_item_in_the_round(
        self, in_round: Release, made: Round, karin: User, definition: Definition
    ) -> None:
        client = reading(in_round, karin)
        answer = client.post(ITEM, {"tekst": "Wat is <b>prestatie</b>?\r\nLeg uit."})
        assert (answer.status_code, answer["Location"]) == (303, f"{ITEM}#opmerkingen")
        said = Comment.objects.get()
        assert (said.author, said.reader_name, said.text) == (None, "Lea", "Wat is <b>prestatie</b>?\nLeg uit.")
        assert said.item == item_of(made, definition)
        in_workshop = signed_in(Role.EDITOR).get(reverse("rondeitem:show", args=[said.item.pk]))
        assert "<b>Lea</b> (lezer zonder account)" in text_of(in_workshop)
        assert "&lt;b&gt;prestatie&lt;/b&gt;" in text_of(in_workshop)
        assert "&lt;b&gt;prestatie&lt;/b&gt;" in text_of(client.get(ITEM))

    def test_shows_a_reader_what_they_said_and_nobody_elses_words(
        self, in_round: Release, made: Round, karin: User, definition: Definition
    ) -> None:
        comment_on_item(item=item_of(made, definition), text="Onder ons.", by=karin, at=timezone.now())
        lea, noor = reading(in_round, karin), reading(in_round, karin, "Noor")
        lea.post(ITEM, {"tekst": "Van Lea."})
        assert "Van Lea." in text_of(lea.get(ITEM))
        assert "Onder ons." not in text_of(lea.get(ITEM))
        assert "Van Lea." not in text_of(noor.get(ITEM))

    @pytest.mark.parametrize(("text", "why"), [(" ", "Schrijf eerst"), ("é" * 2001, "2001 tekens")])
    def test_that_is_nothing_or_too_much_is_not_kept(self, in_round: Release, karin: User, text: str, why: str) -> None:
        answer = reading(in_round, karin).post(ITEM, {"tekst": text})
        assert (answer.status_code, why in text_of(answer)) == (400, True)
        assert not Comment.objects.exists()

    def test_too_often_or_in_a_huge_form_waits(self, in_round: Release, karin: User) -> None:
        client = reading(in_round, karin)
        with patch.object(saying, "_BY_READER", 2):
            assert [client.post(ITEM, {"tekst": "Ja."}).status_code for _ in range(3)] == [303, 303, 429]
        with patch.object(saying, "_BY_LINK", 2):
            assert client.post(ITEM, {"tekst": "Ja."}).status_code == 429
        assert client.post(ITEM, {"tekst": "x" * 40_000}).status_code == 413
        assert Comment.objects.count() == 2

    def test_ends_with_the_round(self, release: Release, karin: User) -> None:
        client = reading(release, karin)
        assert "Hier kun je geen opmerkingen (meer) maken." in text_of(client.get(ITEM))
        assert client.post(ITEM, {"tekst": "Toch."}).status_code == 400
        assert not Comment.objects.exists()

    def test_is_by_one_person_says_the_database(self, made: Round, definition: Definition, karin: User) -> None:
        item = item_of(made, definition)
        for who in ({}, {"author": karin, "reader_name": "Lea"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Comment.objects.create(item=item, at=timezone.now(), text="Wie?", **who)


def test_somebody_with_an_account_reads_as_anybody_else(release: Release, karin: User) -> None:
    client = Client()
    client.force_login(person("pim", Role.PUBLISHER))
    assert client.get(READING).status_code == 401
