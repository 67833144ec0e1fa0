"""``manage.py export_release``."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exporters.base import ExportError
from exporters.kinds.json_bundle import JsonBundle
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import export_release
from publishing.releases.tasks import build_pack
from publishing.store.layout import artifact as artifact_key
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("export_release", *arguments, stdout=out)
    return out.getvalue()


def test_all_kinds_are_made_and_copied_where_asked(tmp_path: Path) -> None:
    content.definition()
    published("2026.1", by=person())
    said = run("2026.1", "--to", str(tmp_path / "map"))
    artifacts = Artifact.objects.all()
    assert {artifact.kind for artifact in artifacts} == {*EXPORTERS}
    assert all(artifact.sha256 in said for artifact in artifacts)
    assert {path.name for path in (tmp_path / "map").iterdir()} == {artifact.filename for artifact in artifacts}


def test_a_candidate_can_be_exported_too(tmp_path: Path) -> None:
    release = candidate("2026.1")
    assert build_pack(release.pk) == build_pack(release.pk) is True
    assert release.packs.count() == 1
    assert "json-bundle" in run("2026.1", "--kind", "json-bundle")


def test_an_unknown_release_or_an_artefact_that_was_changed_is_refused_in_one_line(
    tmp_path: Path, release_store: Path
) -> None:
    with pytest.raises(CommandError, match=r"geen uitgave 2030\.1"):
        run("2030.1")
    published("2026.1", by=person())
    run("2026.1")
    stored = release_store / "artifacts" / Artifact.objects.get(kind="json-bundle").sha256
    stored.chmod(0o644)
    stored.write_bytes(b"changed")
    with pytest.raises(CommandError, match="klopt niet") as refused:
        run("2026.1", "--to", str(tmp_path))
    assert refused.value.returncode == 1
    assert list(tmp_path.glob("*.json")) == []


def test_a_lost_artefact_that_comes_out_otherwise_is_refused_and_leaves_no_file(
    release_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = candidate()
    (made,) = export_release(release=release, at=AT, kinds=["json-bundle"])
    folder = release_store / "artifacts"
    (folder / made.sha256).unlink()
    before = set(folder.iterdir())
    monkeypatch.setattr(JsonBundle, "write", lambda self, pack, target: target.write_bytes(b"otherwise"))
    with pytest.raises(ExportError, match=rf"niet hetzelfde bestand.*artifacts/{made.sha256} terug uit een back-up"):
        export_release(release=release, at=AT, kinds=["json-bundle"])
    assert set(folder.iterdir()) == before


def test_an_artefact_that_was_lost_is_made_anew_with_the_same_bytes(tmp_path: Path, release_store: Path) -> None:
    published("2026.1", by=person())
    first = run("2026.1", "--kind", "json-bundle")
    stored = release_store / artifact_key(Artifact.objects.get(kind="json-bundle").sha256)
    stored.unlink()
    assert run("2026.1", "--kind", "json-bundle") == first
    assert Artifact.objects.filter(kind="json-bundle").count() == 1
    assert stored.is_file()
