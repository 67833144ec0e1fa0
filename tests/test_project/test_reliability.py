"""docs/reliability.md and docs/threat-model.md name tests that exist."""

import ast
import re

import pytest

from tests.test_project.tree import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)*)`")
WRITTEN = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
THREATS = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def names_of(path: str) -> set[str]:
    """Return what pytest can be asked for in a file: its tests, its classes of tests, and the tests in these."""
    found = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(f"::{node.name}")
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            inner = (one.name for one in node.body if isinstance(one, ast.FunctionDef))
            found |= {f"::{node.name}", *(f"::{node.name}::{name}" for name in inner if name.startswith("test_"))}
    return found


@pytest.mark.parametrize("path", sorted({path for path, _ in NAMED.findall(WRITTEN + THREATS)}))
def test_every_test_that_it_names_is_there(path: str) -> None:
    named = {name for place, name in NAMED.findall(WRITTEN + THREATS) if place == path}
    assert named - {""} - names_of(path) == set()


def test_every_promise_has_a_test() -> None:
    rows = [line for line in WRITTEN.splitlines() if line.startswith("| ")]
    promises = [row for row in rows if not row.startswith(("| promise |", "| case |"))]
    assert len(promises) > 50
    assert [row for row in promises if not NAMED.search(row)] == []


def test_every_threat_has_a_test() -> None:
    parts = THREATS.partition("## The internet")[2].partition("## What we accept")[0]
    threats = [line for line in parts.splitlines() if line.startswith("| ") and not line.startswith("| threat |")]
    assert len(threats) > 20
    assert [line for line in threats if not NAMED.search(line)] == []
