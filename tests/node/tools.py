"""Judges that are written in JavaScript, installed from package-lock.json, which holds versions and hashes only.

They lie in ``var/node``; npm fetches them from the registry that this machine is set up for, once per lock.
"""

import fcntl
import hashlib
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "var" / "node"
FILES = ("package.json", "package-lock.json")
SECONDS = 300


@cache
def tools() -> Path:
    """Return the folder with the tools' commands; skip the test, which CI does not allow, when npm cannot install."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()
    stamp = FOLDER / "installed"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # both halves of the suite may come here first
        if not stamp.exists() or stamp.read_text() != wanted:
            for name in FILES:
                shutil.copyfile(HERE / name, FOLDER / name)
            # No script of a package runs on this machine.
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(  # noqa: S603 - our own command
                command, cwd=FOLDER, capture_output=True, text=True, check=False, timeout=SECONDS
            )
            if done.returncode:
                pytest.skip(f"npm could not install: {done.stderr.strip()[-500:]}")
            stamp.write_text(wanted)
    return FOLDER / "node_modules" / ".bin"


def run(command: str, *arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a tool and return how it ended and what it said."""
    return subprocess.run(  # noqa: S603 - one of the tools above
        [tools() / command, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=SECONDS
    )
