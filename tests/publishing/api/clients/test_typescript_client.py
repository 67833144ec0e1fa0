"""The TypeScript example of docs/clients, with types made from the description that a running server gives."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.node.tools import run
from tests.publishing.api.served import PROJECT, public_process

FOLDER = PROJECT / "docs" / "clients"
EXAMPLE = "voorbeeld.mts"

pytestmark = [pytest.mark.node, pytest.mark.usefixtures("releases")]


@pytest.fixture
def base(release_store: Path, tmp_path: Path) -> Iterator[str]:
    with public_process(release_store.as_uri(), tmp_path) as port:
        yield f"http://127.0.0.1:{port}/api/v1"


@pytest.fixture
def project(tmp_path: Path, base: str) -> Path:
    """A folder with the example and with types of the running server."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in (EXAMPLE, "tsconfig.json"):
        shutil.copy(FOLDER / name, folder)
    made = run("openapi-typescript", f"{base}/openapi.json", "--output", "wegwijzer.d.ts", cwd=folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_the_example_compiles_strictly_and_runs_and_a_wrong_name_does_not(project: Path, base: str) -> None:
    compiled = run("tsc", "--project", ".", cwd=project)
    assert (compiled.returncode, compiled.stdout) == (0, "")
    command = ["node", "voorbeeld.mjs", base]
    done = subprocess.run(  # noqa: S603 - our own program
        [*command, "14"], cwd=project, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == ["Uitgave 2026.1, ijkdatum 2026-07-31", "Sterk samen: goed-onderbouwd"]
    refused = subprocess.run(  # noqa: S603 - our own program
        [*command, "1400"], cwd=project, capture_output=True, text=True, check=False, timeout=60
    )
    assert "leeftijd: Verwacht een leeftijd in hele jaren" in refused.stderr

    source = (project / EXAMPLE).read_text()
    (project / EXAMPLE).write_text(source.replace("uitgave.ijkdatum", "uitgave.peildatum").replace('"titel"', '"naam"'))
    wrong = run("tsc", "--project", ".", "--noEmit", cwd=project)
    assert wrong.returncode != 0
    assert "peildatum" in wrong.stdout
    assert '"naam"' in wrong.stdout
