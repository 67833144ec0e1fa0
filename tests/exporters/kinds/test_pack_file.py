"""The pack goes out as the file that it is, and answers every query of its documentation."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from exporters.kinds.pack_file import PackFile
from publishing.documents.manifest import Retired
from publishing.store.pack_reader import Pack
from tests.exporters import packs
from tests.test_project.tree import ROOT

PAGE = (ROOT / "docs" / "pack.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"([^\n]+)\n\n```sql\n(.*?)```", PAGE, flags=re.DOTALL)
ANSWERS = {
    "Which release is this, who publishes it, and under which licence?": (1, ("2026.1", "2026-07-31", packs.PUBLISHER)),
    "How many documents are there of each kind?": (10, ("tekst", 1)),
    "The recommendations of every domain, in order:": (2, ("Rust", "Plan rust")),
    "Which interventions belong to which recommendation, and why?": (
        2,
        ("Plan rust", "Sterk samen", "<p>Oefenen met grenzen.</p>"),
    ),
    "Every recognition, the newest first:": (7, ("Sterk samen", "nji", "goed-beschreven", "2024-02-29")),
    "Interventions for pupils of twelve that are recognised as effective, through the index:": (
        1,
        ("sterk-samen", "Sterk samen"),
    ),
    "Search every text, the best match first; letters need no capitals or accents:": (1, ("tekst", "inleiding")),
    "What has ended, in which release, and what took its place?": (1, ("interventie", "oud", "2026.1", "sterk-samen")),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The pack of a release in which an intervention ended, as it goes out."""
    ended = Retired(kind="interventie", id="oud", ended_in="2026.1", successor="sterk-samen")
    PackFile().write(packs.write(tmp_path / "pack", packs.ordinary(), retired=[ended]), tmp_path / "artefact")
    return tmp_path / "artefact"


def test_it_is_the_pack_to_the_byte(file: Path) -> None:
    assert file.read_bytes() == (file.parent / "pack").read_bytes()
    assert Pack(file).same_rows(Pack(file.parent / "pack"))


@pytest.mark.parametrize(("question", "query"), QUERIES, ids=[question for question, _ in QUERIES])
def test_every_query_of_the_page_answers_its_question(file: Path, question: str, query: str) -> None:
    count, first = ANSWERS[question]
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute(query).fetchall()
    assert len(rows) == count
    assert rows[0][: len(first)] == first


def test_every_answer_belongs_to_a_query_of_the_page() -> None:
    assert [question for question, _ in QUERIES] == [*ANSWERS]


def test_the_program_of_the_page_finds_a_changed_body(file: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    file.rename(file.parent / "wegwijzer-2026.1.sqlite")

    def run() -> int:
        command = [sys.executable, "-c", program]
        return subprocess.run(command, cwd=file.parent, check=False, capture_output=True).returncode  # noqa: S603 - ours

    assert run() == 0
    with closing(sqlite3.connect(file.parent / "wegwijzer-2026.1.sqlite")) as connection:
        connection.execute("UPDATE document SET body = body || ' ' WHERE id = 'stap-1'")
        connection.commit()
    assert run() == 1
