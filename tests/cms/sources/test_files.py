"""Files are looked at before they are read."""

import os
from pathlib import Path

import pytest

from cms.sources.errors import UnreadableSourceError
from cms.sources.files import LARGEST, read_source


def test_a_file_within_bounds_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * 10)
    assert read_source(file, largest=10) == b"x" * 10


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "groot.md"
    with file.open("wb") as handle:
        handle.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *args, **kwargs: pytest.fail("the file was opened"))
    with pytest.raises(UnreadableSourceError, match=r"50\.0 MB groot; verwacht is hooguit 5 MB"):
        read_source(file)
    assert LARGEST == 5_000_000


def test_a_folder_a_missing_file_and_a_pipe_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    for path, words in [
        (tmp_path, "is een map"),
        (tmp_path / "weg", "bestaat niet"),
        (tmp_path / "pijp", "geen gewoon"),
    ]:
        with pytest.raises(UnreadableSourceError, match=words):
            read_source(path)


@pytest.mark.parametrize("name", ["a" * 5000, "a\x00b"])
def test_an_impossible_name_is_refused(name: str) -> None:
    with pytest.raises(UnreadableSourceError):
        read_source(Path(name))
