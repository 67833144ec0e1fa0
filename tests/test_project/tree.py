"""The project's own files, for tests that read them as text."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cms", "publishing", "exporters")
LEFT_OUT = {".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text().split() if line.endswith("/"))}


def files(*suffixes: str) -> Iterator[Path]:
    """Yield each file that git would keep, in order, with one of these suffixes if any are given."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - LEFT_OUT)
        for name in sorted(names):
            if not suffixes or name.endswith(suffixes):
                yield Path(folder) / name


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
