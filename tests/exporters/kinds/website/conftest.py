import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exporters.kinds.website.scripts import static_files

HERE = Path(__file__).parent


class Refused(Exception):  # noqa: N818 - what the module says, not a failure of ours
    """The module refused, with its reason."""


class Scripts:
    """The site's own modules in Node.js, asked one thing at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, name: str, value: Any) -> Any:
        """Return what ``name`` answers; raise Refused. Anything else that it throws fails the test."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([name, value]) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        if "refused" in told:
            raise Refused(told["refused"])
        assert "crashed" not in told, told["crashed"]
        return told["answer"]


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scripts]:
    """Return the modules as they go out, for tests marked ``node``."""
    node = shutil.which("node")
    assert node is not None
    folder = tmp_path_factory.mktemp("scripts")
    for name, body in static_files().items():
        if name.startswith("js/"):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(HERE / "talk.mjs", folder)
    command = [node, "talk.mjs"]
    with subprocess.Popen(  # noqa: S603 - our own program; it ends when nothing more can be asked
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Scripts(process)
