"""Kinds that follow a predecessor: they read its pack, and what is erased from it is erased from them."""

from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from exporters.kinds.change_report.comparing import TwoPacks
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import copy_artifact, export_release
from exporters.work import work_of
from publishing.releases.compare import compare_releases
from publishing.releases.comparing.stored import stored_details
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.packs import built_pack
from publishing.releases.publish import publish_release
from publishing.releases.storage import release_store
from publishing.releases.tasks import build_pack
from publishing.releases.verify import verify_store
from publishing.store.catalogue import read_catalogue
from publishing.store.layout import artifact as artifact_key
from publishing.store.layout import public_export
from publishing.store.pack_reader import Pack
from tests.exporters.kinds.test_change_report import words_in
from tests.factories import content
from tests.factories.notices import LATER, erased
from tests.factories.people import person
from tests.factories.releases import AT, candidate, published
from tests.publishing.releases.comparing.stories import last_year, this_year

pytestmark = pytest.mark.django_db

FOLLOWING = {"change-report", "change-report-html"}
SECRET = "Jantje Geheim"


class Years(NamedTuple):
    """2025.1 holds a text with a name, which 2026.1 no longer has; what went out with 2026.1 tells of both."""

    first: Release
    second: Release


@pytest.fixture
def karin() -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def years(karin: User) -> Years:
    content.definition(body=f"<p>Vraag het aan {SECRET}.</p>")
    first = published("2025.1", by=karin)
    Definition.objects.update(body="<p>Vraag het aan de mentor.</p>")
    second = candidate("2026.1", by=karin)
    build_pack(second.pk)
    publish_release(number="2026.1", by=karin, at=AT)
    deliver_outbox(at=AT)
    return Years(first, second)


def told(release: Release) -> set[str]:
    """Return the kinds that the catalogue offers of a release."""
    entry = read_catalogue(release_store()).release(release.number)
    assert entry is not None
    return {one.kind for one in entry.exports}


def test_it_tells_what_changed_since_the_release_before(years: Years, tmp_path: Path) -> None:
    for artifact in export_release(release=years.second, at=AT, kinds=sorted(FOLLOWING)):
        words = words_in(copy_artifact(artifact, tmp_path))
        assert "met uitgave 2025.1" in words
        assert SECRET in words
    assert told(years.second) >= FOLLOWING


def test_what_was_erased_from_the_predecessor_is_gone_from_it_and_from_where_it_was_offered(
    years: Years, karin: User, tmp_path: Path, settings: Settings
) -> None:
    before = list(Artifact.objects.filter(release=years.second, kind__in=FOLLOWING))
    settings.RELEASE_STORE_COPIES = tmp_path / "copies"
    settings.RELEASE_STORE_COPIES.mkdir()
    for one in before:
        (settings.RELEASE_STORE_COPIES / one.sha256).write_bytes(b"a copy of what lies elsewhere")
    erased(years.first, "begrip", "prestatiedruk", by=karin, confirmed_by=person("joris", Role.REVIEWER))
    assert list(settings.RELEASE_STORE_COPIES.iterdir()) == []
    store = release_store()
    keys = [key for one in before for key in (artifact_key(one.sha256), public_export(one.sha256))]
    assert [key for key in keys if store.exists(key)] == []
    assert told(years.second) == set(EXPORTERS) - FOLLOWING
    assert verify_store() == []
    for artifact in export_release(release=years.second, at=LATER, kinds=sorted(FOLLOWING)):
        words = words_in(copy_artifact(artifact, tmp_path))
        assert SECRET not in words
        assert (artifact.edition, "Prestatiedruk" in words) == (1, True)
    assert verify_store() == []
    assert Artifact.objects.filter(release=years.second, kind="json-bundle").count() == 1


def test_workers_know_that_it_is_to_be_made_again_and_others_are_not(years: Years, karin: User) -> None:
    waiting = {kind: list(work_of(exporter).waiting(AT)) for kind, exporter in EXPORTERS.items()}
    assert set(map(tuple, waiting.values())) == {()}
    erased(years.first, "begrip", "prestatiedruk", by=karin, confirmed_by=person("joris", Role.REVIEWER))
    waiting = {kind: list(work_of(exporter).waiting(LATER)) for kind, exporter in EXPORTERS.items()}
    assert {kind for kind, subjects in waiting.items() if subjects == [years.second.digest]} == FOLLOWING


def test_two_packs_compare_as_the_two_releases_do() -> None:
    old, new = last_year(), this_year()
    stored = compare_releases(old=old, new=new)
    with built_pack(old) as before, built_pack(new) as after:
        packs = TwoPacks(Pack(before), Pack(after))
        compared = packs.compared()
        assert compared == stored
        assert list(packs.details(compared)) == list(stored_details(stored.changes, old=old, new=new))
