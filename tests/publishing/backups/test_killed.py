"""Killed at any step: no half backup counts as one, and putting one back is done again from the start."""

import signal
from pathlib import Path

from publishing.backups.folder import backups_in
from publishing.backups.manifest import check_backup
from publishing.backups.steps import BackupStep, RestoreStep
from tests.publishing.backups.conftest import EVIDENCE, Installation

# From here on the backup has its name.
WHOLE = (BackupStep.COMPLETE, BackupStep.RECORDED)
STEPS = (BackupStep, RestoreStep)


def test_a_backup_that_was_killed_at_any_step_is_whole_or_none(installation: Installation, tmp_path: Path) -> None:
    for step in BackupStep:
        root = tmp_path / step.name
        assert installation.killed_at(step.name, "backup", "--to", root) == -signal.SIGKILL
        assert len(backups_in(root)) == (1 if step in WHOLE else 0), step
        for made in backups_in(root):
            check_backup(made)
    left = tmp_path / BackupStep.SUMMED.name
    assert [path.name[:10] for path in left.glob(".wegwijzer*")] == [".wegwijzer"]
    assert installation.manage("backup", "--to", left).returncode == 0
    assert list(left.glob(".wegwijzer*")) == []


def test_putting_back_that_was_killed_at_any_step_is_done_again(
    installation: Installation, elsewhere: Installation, tmp_path: Path
) -> None:
    installation.manage("verify_store")  # makes the row of the channel, as the first publication does
    installation.manage("backup", "--to", tmp_path)
    (backup,) = backups_in(tmp_path)
    for step in RestoreStep:
        target = elsewhere.begin()
        assert target.killed_at(step.name, "restore", backup) == -signal.SIGKILL
        done = target.manage("restore", backup)
        assert done.returncode == 0, (step, done.stderr)
        assert (target.folder / "evidence" / EVIDENCE).read_bytes() == b"%PDF-1.7 of nobody"
