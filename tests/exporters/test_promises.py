"""What every kind of artefact promises. A new kind is held to it by standing in the registry."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cms.accounts.models import User
from exporters.base import Exporter, ExportError
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import copy_artifact, export_release
from publishing.releases.models import Release
from publishing.releases.packs import built_pack
from publishing.store.files import sha256_of
from publishing.store.pack_reader import Pack
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, published

EVERY_KIND = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
pytestmark = pytest.mark.django_db

_EXPORT = """
import sys
from pathlib import Path
from exporters.registry import EXPORTERS
from publishing.store.pack_reader import Pack
EXPORTERS[sys.argv[1]].write(Pack(Path(sys.argv[2])), Path(sys.argv[3]))
"""


@pytest.fixture
def release(db: None) -> Release:
    content.recommendation(content.domain(), interventions={content.intervention(): "<p>Een eigen “toelichting”.</p>"})
    user: User = person("publicist")
    return published(by=user)


@pytest.fixture
def pack(release: Release) -> Iterator[Path]:
    with built_pack(release) as path:
        yield path


@EVERY_KIND
def test_the_same_release_gives_the_same_bytes_on_any_day_in_any_place(
    exporter: Exporter, pack: Path, tmp_path: Path
) -> None:
    made = []
    for number, surroundings in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "FAKETIME": "2030-02-28"},
        )
    ):
        target = tmp_path / f"artifact-{number}"
        subprocess.run(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, "-c", _EXPORT, exporter.kind, str(pack), str(target)],
            check=True,
            env={**os.environ, **surroundings},
            cwd=Path(__file__).parents[2],
        )
        made.append(target.read_bytes())
    assert made[0] == made[1] != b""


@EVERY_KIND
def test_the_file_has_a_name_that_says_what_it_is(exporter: Exporter, pack: Path) -> None:
    described = exporter.describe(Pack(pack))
    assert "2026.1" in described.filename
    assert described.filename == Path(described.filename).name
    assert "/" in described.media_type


@EVERY_KIND
def test_an_artefact_is_made_once_and_lies_whole_in_the_store(exporter: Exporter, release: Release) -> None:
    first = export_release(release=release, at=AT, kinds=[exporter.kind])
    again = export_release(release=release, at=AT, kinds=[exporter.kind])
    assert first == again
    assert Artifact.objects.filter(kind=exporter.kind).count() == 1


@EVERY_KIND
def test_a_copy_is_verified_and_whole(
    exporter: Exporter, release: Release, tmp_path: Path, release_store: Path
) -> None:
    (artifact,) = export_release(release=release, at=AT, kinds=[exporter.kind])
    with copy_artifact(artifact, tmp_path / "out").open("rb") as stream:
        assert sha256_of(stream) == artifact.sha256
    stored = release_store / "artifacts" / artifact.sha256
    stored.chmod(0o644)
    stored.write_bytes(b"changed")
    with pytest.raises(ExportError, match="klopt niet"):
        copy_artifact(artifact, tmp_path / "second")
    assert list((tmp_path / "second").iterdir()) == []


def test_an_unknown_kind_is_refused_with_the_known_ones(release: Release) -> None:
    with pytest.raises(ExportError, match="json-bundle"):
        export_release(release=release, at=AT, kinds=["onbekend"])


def test_the_json_bundle_is_the_bundle_of_the_api(release: Release, tmp_path: Path) -> None:
    (artifact,) = export_release(release=release, at=AT, kinds=["json-bundle"])
    with built_pack(release) as path:
        found = Pack(path).representation("bundel")
    assert found is not None
    assert copy_artifact(artifact, tmp_path).read_bytes() == found.body


def test_many_who_copy_at_once_all_get_the_whole_file(release: Release, tmp_path: Path) -> None:
    (artifact,) = export_release(release=release, at=AT, kinds=["json-bundle"])
    with ThreadPoolExecutor(4) as pool:
        copies = list(pool.map(lambda _: copy_artifact(artifact, tmp_path).read_bytes(), range(80)))
    assert {hashlib.sha256(copy).hexdigest() for copy in copies} == {artifact.sha256}
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [artifact.filename]
