"""The website of a candidate, under the admin and for readers without an account."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from exporters.models import Artifact
from exporters.screens.website import POLICY
from exporters.services import export_release
from publishing.releases.models import Release
from publishing.releases.previews.addresses import ENTRANCE, READING, WEBSITE
from publishing.releases.previews.giving import revoke_access
from publishing.releases.previews.models import Access
from publishing.releases.publish import publish_release
from tests.factories import content
from tests.factories.people import person
from tests.factories.previews import given
from tests.factories.releases import AT, candidate
from tests.publishing.releases.screens.pages import at, browser, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def release(db: None) -> Release:
    content.recommendation(content.domain(title="Geheim domein"))
    return candidate(at=timezone.now())


def made(release: Release) -> Artifact:
    (artifact,) = export_release(release=release, at=AT, kinds=["website"])
    return artifact


def address(release: Release, path: str = "index.html") -> str:
    return f"/admin/exportbestanden/{release.digest}/website/bekijken/{path}"


def reader_of(release: Release, karin: User) -> tuple[Client, Access]:
    access, token = given(release, karin, kind=Access.Kind.LINK)
    client = Client()
    client.post(ENTRANCE, {"naam": "Lea", "code": token})
    return client, access


def body_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_who_may_see_releases_looks_at_the_site_with_a_banner_and_without_a_worker(
    release: Release, karin: User
) -> None:
    assert "Bekijk de website" not in text_of(browser(karin), at(release))
    assert browser(karin).get(address(release)).status_code == 503
    made(release)
    assert address(release) in text_of(browser(karin), at(release))
    answer = browser(karin).get(address(release))
    assert '<html lang="nl" data-voorbeeld>' in body_of(answer)
    assert "Voorbeeld van uitgave 2026.1. Dit is niet openbaar" in body_of(answer)
    assert answer["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    publish_release(number=release.number, by=karin, at=timezone.now())
    assert "Zo is deze uitgave gepubliceerd." in body_of(browser(karin).get(address(release)))
    script = browser(karin).get(address(release, "js/pages/score.js"))
    assert script["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["weg.html", "../index.html", "%2e%2e/index.html", "aanbevelingen/", "/etc/passwd"])
def test_what_the_site_does_not_hold_is_not_there(release: Release, karin: User, path: str) -> None:
    made(release)
    assert browser(karin).get(address(release, path)).status_code == 404


def test_nobody_else_sees_anything_of_it(release: Release) -> None:
    made(release)
    for client in (Client(), browser(person("niemand"))):
        answer = client.get(address(release, "aanbevelingen.html"))
        assert answer.status_code != 200
        assert "Geheim domein" not in body_of(answer)


def test_a_reader_with_a_link_finds_the_site_and_loses_it_with_the_link(release: Release, karin: User) -> None:
    client, access = reader_of(release, karin)
    assert WEBSITE not in body_of(client.get(READING))
    assert client.get(f"{WEBSITE}/index.html").status_code == 503
    made(release)
    assert f"{WEBSITE}/index.html" in body_of(client.get(READING))
    access.use.refresh_from_db()
    before = access.use.count
    answer = client.get(f"{WEBSITE}/aanbevelingen.html")
    assert "Geheim domein" in body_of(answer)
    assert answer["Content-Security-Policy"] == POLICY
    assert client.get(f"{WEBSITE}/css/base.css").status_code == 200
    access.use.refresh_from_db()
    assert access.use.count == before + 1, "pages are counted, and what belongs to them is not"
    assert client.get(f"{WEBSITE}/weg.html").status_code == 404
    assert client.post(f"{WEBSITE}/index.html").status_code == 405
    revoke_access(access=access, by=karin, at=timezone.now())
    closed = client.get(f"{WEBSITE}/aanbevelingen.html")
    assert closed.status_code == 401
    assert "Geheim domein" not in body_of(closed)


def test_without_a_link_readers_see_nothing_and_once_it_is_public_they_are_sent_there(
    release: Release, karin: User
) -> None:
    made(release)
    assert Client().get(f"{WEBSITE}/index.html").status_code == 401
    client, _ = reader_of(release, karin)
    publish_release(number=release.number, by=karin, at=timezone.now())
    assert client.get(f"{WEBSITE}/index.html").status_code == 410
