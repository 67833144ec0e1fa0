"""A worker that is killed while it applies a plan changes nothing about what comes of it.

A file that kills every worker is given up.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cms.sources.models.import_plan import MOST_ATTEMPTS
from tests.migrated import begin_with_copy

ROOT = Path(__file__).resolve().parents[2]
ROWS = 40


def step(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_"))},
        "WEGWIJZER_VAR": str(folder),
        **more,
    }
    return subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.journeys.killed_import", *arguments],
        env=surroundings,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    begin_with_copy(folder / "wegwijzer.sqlite3")
    done = step(folder, "prepare", str(ROWS))
    assert done.returncode == 0, done.stderr.decode()
    return folder


def outcome(prepared: Path, folder: Path, *kills: str) -> dict[str, Any]:
    """Return what is in a copy of the database after a run, with one killed run before it for each of ``kills``."""
    shutil.copytree(prepared, folder)
    for kill_at in kills:
        assert step(folder, "run", KILL_AT=kill_at).returncode == -signal.SIGKILL
    shown: dict[str, Any] = json.loads(step(folder, "run").stdout)
    return shown


def test_a_run_that_was_killed_ends_with_the_same_rows_as_one_that_was_not(prepared: Path, tmp_path: Path) -> None:
    undisturbed = outcome(prepared, tmp_path / "undisturbed")
    assert len(undisturbed["interventions"]) == len(undisturbed["observations"]) == ROWS
    assert {state for _, state, _ in undisturbed["rows"]} == {"applied"}
    assert outcome(prepared, tmp_path / "killed", "1", "17") == undisturbed


def test_a_file_that_kills_every_worker_is_given_up_and_says_so(prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "heavy"
    shutil.copytree(prepared, folder)
    eager = {"DJANGO_SETTINGS_MODULE": "cms.config.settings.test"}
    assert step(folder, "receive").returncode == 0
    for hours in range(1, MOST_ATTEMPTS + 1):
        assert step(folder, "sweep", str(hours), **eager).returncode == -signal.SIGKILL
    told = json.loads(step(folder, "sweep", str(MOST_ATTEMPTS + 1), **eager).stdout)
    assert (told["stage"], told["uploads"]) == ("failed", 0)
    assert "3 keer begonnen" in told["message"]
    assert "Splits het" in told["message"]
