"""A release waits for the artefacts that it may not do without, and for no others."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from cms.accounts.models import User
from exporters.gate import ExportsGate
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import export_release
from publishing.attempts.models import Attempt
from publishing.releases import storage
from publishing.releases.errors import RefusedError, TamperedError
from publishing.releases.models import Publication, Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.preparing import departures_since, prepare_release
from publishing.releases.publish import publish_release
from publishing.releases.tasks import build_pack
from publishing.releases.verify import verify_store
from publishing.store.layout import public_export
from tests.exporters.conftest import AddCard
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(db: None) -> Release:
    content.definition()
    return candidate()


@pytest.fixture
def publicist(db: None) -> User:
    return person("publicist")


def test_once_a_candidate_has_its_pack_every_kind_is_made_each_under_its_own_attempt(
    release: Release, add_card: AddCard
) -> None:
    add_card()
    build_pack(release.pk)
    assert set(Artifact.objects.values_list("kind", flat=True)) == {*EXPORTERS} >= {"json-bundle", "kaart"}
    made = {f"export-{kind}" for kind in EXPORTERS}
    assert set(Attempt.objects.values_list("kind", "subject")) == {(kind, release.digest) for kind in {"pack", *made}}


def test_preparing_records_which_artefacts_were_verified_by_digest(release: Release, add_card: AddCard) -> None:
    card = add_card()
    export_release(release=release, at=AT)
    looked = prepare_release(release=release, at=AT).looked_at["exports"]
    made = {one.kind: one for one in Artifact.objects.filter(release=release)}
    assert {kind: one["sha256"] for kind, one in looked.items()} == {kind: one.sha256 for kind, one in made.items()}
    assert card.kind in looked


def test_a_required_kind_that_fails_keeps_the_release_in_and_says_why(
    release: Release, add_card: AddCard, publicist: User
) -> None:
    add_card(required=True, broken="Het lettertype ontbreekt.")
    build_pack(release.pk)
    with pytest.raises(RefusedError, match=r"wacht op het exportbestand ‘Kaart’.*Het lettertype ontbreekt"):
        publish_release(number=release.number, by=publicist, at=AT)
    assert not Publication.objects.exists()


def test_an_optional_kind_that_fails_keeps_nothing_in(release: Release, add_card: AddCard, publicist: User) -> None:
    add_card(broken="Het lettertype ontbreekt.")
    build_pack(release.pk)
    assert publish_release(number=release.number, by=publicist, at=AT) == release


def test_without_any_worker_publishing_makes_what_is_required(release: Release, publicist: User) -> None:
    publish_release(number=release.number, by=publicist, at=AT)
    assert Artifact.objects.filter(release=release, kind="json-bundle").exists()


def test_an_artefact_that_was_changed_in_the_store_stops_the_release(
    release: Release, publicist: User, release_store: Path
) -> None:
    (artifact,) = export_release(release=release, at=AT, kinds=["json-bundle"])
    stored = release_store / "artifacts" / artifact.sha256
    stored.chmod(0o644)
    stored.write_bytes(b"changed")
    with pytest.raises(TamperedError, match=artifact.filename):
        publish_release(number=release.number, by=publicist, at=AT)


def test_a_newer_version_of_a_required_exporter_is_looked_at_before_the_press(
    release: Release, add_card: AddCard
) -> None:
    card = add_card(required=True)
    prepare_release(release=release, at=AT)
    assert departures_since(release, AT.date()) == []
    card.version = 2
    assert departures_since(release, AT.date()) == ["Het exportbestand ‘Kaart’ is nog niet nagekeken."]
    prepare_release(release=release, at=AT)
    assert departures_since(release, AT.date()) == []
    assert card.made == 2


def test_the_press_asks_two_questions_of_the_database_however_large_the_release(
    release: Release, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    seen = ExportsGate().look(release, at=AT)
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture has no type of its own
        assert list(ExportsGate().departures(release, seen, day=AT.date())) == []


def test_the_same_candidate_frozen_again_has_nothing_made_again(release: Release, add_card: AddCard) -> None:
    card = add_card()
    build_pack(release.pk)
    assert candidate() == release
    build_pack(release.pk)
    assert card.made == 1


def test_what_went_out_with_a_release_is_a_download_of_the_api(
    release: Release, add_card: AddCard, publicist: User, client: Client
) -> None:
    card = add_card()
    export_release(release=release, at=AT)
    publish_release(number=release.number, by=publicist, at=AT)
    deliver_outbox(at=AT)
    listed = client.get(f"/api/v1/uitgaven/{release.number}/exports").json()
    assert {one["soort"] for one in listed["items"]} == {*EXPORTERS}
    assert card.kind in EXPORTERS
    for one in listed["items"]:
        answer = client.get(one["adres"])
        assert hashlib.sha256(answer.getvalue()).hexdigest() == one["vingerafdruk"]
        path = storage.release_store().local_file(public_export(one["vingerafdruk"]))
    path.chmod(0o600)
    path.write_bytes(b"?")
    assert [difference.where for difference in verify_store()] == [
        f"{public_export(one['vingerafdruk'])} ({one['bestand']})"
    ]
