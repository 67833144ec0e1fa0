"""What every kind of artefact promises. A new kind is held to it by standing in the registry."""

import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
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
from tests.exporters import packs, reading
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, published

EVERY_KIND = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
EVERY_PACK = pytest.mark.parametrize("pack", ["ordinary", "awkward", "erased", "empty"])
# Two days, zones, locales, hash seeds, orders and places for temporary files.
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "DAY": "2026-11-02T23:59:59+00:00"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "DAY": "2031-02-28", "BACKWARDS": "1"},
)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A process that made every kind: where the artefacts lie, and what it said of each by kind and pack."""

    folder: str
    told: dict[str, dict[str, str]]
    left_behind: list[str]


@pytest.fixture(scope="module")
def pack_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four releases: ordinary, with awkward texts, with an item that was erased by law, and without documents."""
    folder = tmp_path_factory.mktemp("packs")
    packs.write(folder / "ordinary", packs.ordinary()).close()
    packs.write(folder / "awkward", packs.awkward()).close()
    packs.write(folder / "erased", packs.ordinary(), erased=["sterk-samen", "de-linde"]).close()
    packs.write(folder / "empty", []).close()
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def elsewhere(pack_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Elsewhere]:
    """Every kind of every pack, made by processes in other surroundings, once for all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "elsewhere"
    folder.mkdir(exist_ok=True)
    made = folder / "made.json"
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(json.dumps([asdict(one) for one in _made_of(pack_files, tmp_path_factory)]))
    return [Elsewhere(**one) for one in json.loads(made.read_text())]


def _made_of(pack_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Elsewhere]:
    """Let processes make every kind of these packs, which they find read-only."""
    before = [path.read_bytes() for path in pack_files]
    for path in pack_files:
        path.chmod(0o444)
    found = [_made_in(surroundings, pack_files, tmp_path_factory) for surroundings in SURROUNDINGS]
    assert [path.read_bytes() for path in pack_files] == before
    return found


def _made_in(
    surroundings: dict[str, str], pack_files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Elsewhere:
    folder, scratch = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("scratch")
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-m", "tests.exporters.elsewhere", str(folder), *map(str, pack_files)],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, **surroundings, "TMPDIR": str(scratch)},
        cwd=Path(__file__).parents[2],
    )
    left = [path.name for path in scratch.iterdir()]
    return Elsewhere(folder=str(folder), told=json.loads(done.stdout), left_behind=left)


@pytest.fixture
def release(db: None) -> Release:
    content.recommendation(content.domain(), interventions={content.intervention(): "<p>Een eigen “toelichting”.</p>"})
    user: User = person("publicist")
    return published(by=user)


@EVERY_PACK
@EVERY_KIND
def test_the_same_release_gives_the_same_bytes_on_any_day_in_any_place(
    exporter: Exporter, pack: str, elsewhere: list[Elsewhere]
) -> None:
    first, second = (one.told[exporter.kind][pack] for one in elsewhere)
    assert first == second != hashlib.sha256(b"").hexdigest()


@EVERY_KIND
def test_an_ordinary_release_is_never_refused_nor_one_from_which_something_was_erased(
    exporter: Exporter, elsewhere: list[Elsewhere]
) -> None:
    told = elsewhere[0].told[exporter.kind]
    assert [one for one in (told["ordinary"], told["erased"]) if one.startswith("refused")] == []


@EVERY_KIND
def test_awkward_texts_are_taken_as_they_are_or_refused_naming_the_item(
    exporter: Exporter, elsewhere: list[Elsewhere]
) -> None:
    said = elsewhere[0].told[exporter.kind]["awkward"]
    assert not said.startswith("refused") or any(document.id in said for document in packs.awkward())


@pytest.mark.poppler
@EVERY_KIND
def test_it_says_who_publishes_it_under_which_licence_and_where(exporter: Exporter, elsewhere: list[Elsewhere]) -> None:
    artefact = Path(elsewhere[0].folder) / f"{exporter.kind}.ordinary"
    said = {text: reading.holds(artefact, text) for text in (packs.PUBLISHER, packs.LICENCE, packs.BASE_URL, "2026.1")}
    assert [text for text, is_there in said.items() if not is_there] == []


def test_nothing_is_left_behind_and_nothing_lies_beside_the_artefacts(elsewhere: list[Elsewhere]) -> None:
    for one in elsewhere:
        assert one.left_behind == []
        names = {f"{kind}.{pack}" for kind, told in one.told.items() for pack, said in told.items()}
        assert {path.name for path in Path(one.folder).iterdir()} <= names


@EVERY_KIND
def test_the_file_has_a_name_that_says_what_it_is(exporter: Exporter, pack_files: list[Path]) -> None:
    described = exporter.describe(Pack(pack_files[0]))
    assert "2026.1" in described.filename
    assert described.filename == Path(described.filename).name
    assert re.fullmatch(r"[a-z0-9.-]+", described.filename)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", described.media_type)


def test_no_two_kinds_have_the_same_file_name_or_title(pack_files: list[Path]) -> None:
    for pack in map(Pack, pack_files):
        names = [exporter.describe(pack).filename for exporter in EXPORTERS.values()]
        assert len({*names}) == len({one.title for one in EXPORTERS.values()}) == len(EXPORTERS)


@EVERY_KIND
def test_a_kind_has_a_name_for_addresses_and_a_version(exporter: Exporter) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", exporter.kind)
    assert len(exporter.kind) <= 30
    assert exporter.version >= 1


def test_an_artefact_is_made_once_and_lies_whole_in_the_store(release: Release, subtests: pytest.Subtests) -> None:
    for kind in EXPORTERS:
        with subtests.test(kind):
            first = export_release(release=release, at=AT, kinds=[kind])
            again = export_release(release=release, at=AT, kinds=[kind])
            assert first == again
            assert Artifact.objects.filter(kind=kind).count() == 1


def test_a_copy_is_verified_and_whole(
    release: Release, tmp_path: Path, release_store: Path, subtests: pytest.Subtests
) -> None:
    for kind in EXPORTERS:
        with subtests.test(kind):
            (artifact,) = export_release(release=release, at=AT, kinds=[kind])
            with copy_artifact(artifact, tmp_path / "out").open("rb") as stream:
                assert sha256_of(stream) == artifact.sha256
            stored = release_store / "artifacts" / artifact.sha256
            stored.chmod(0o644)
            stored.write_bytes(b"changed")
            with pytest.raises(ExportError, match="klopt niet"):
                copy_artifact(artifact, tmp_path / kind)
            assert list((tmp_path / kind).iterdir()) == []


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
