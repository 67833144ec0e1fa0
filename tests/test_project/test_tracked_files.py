"""What the repository may hold: nothing of one machine, dependencies with a reason, files and functions that fit."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.test_project.tree import ROOT, files, place

# Written apart, so that this file does not find itself.
OF_ONE_MACHINE = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/" + r"work/",
        r"(?<![\w.])/" + r"(?:root|home/\w+|Users/\w+)/",
        r"pypi\." + "org",
        r"pythonhosted\." + "org",
        r"registry\." + r"npmjs",
        r"(?:deb|security)\." + r"debian\.org",
    )
]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # not a text


def lines_of_one_machine() -> Iterator[str]:
    for path in files():
        for number, line in enumerate(text_of(path).splitlines(), start=1):
            if any(pattern.search(line) for pattern in OF_ONE_MACHINE):
                yield f"{place(path)}:{number} {line.strip()[:80]}"


def test_no_file_names_a_registry_host_or_a_folder_of_one_machine() -> None:
    assert list(lines_of_one_machine()) == []


def test_no_file_holds_the_marks_of_a_merge_that_was_not_finished() -> None:
    marks = tuple(sign * 7 + " " for sign in "<>")
    left = [place(path) for path in files() if any(line.startswith(marks) for line in text_of(path).splitlines())]
    assert left == []


def dependencies() -> list[str]:
    """Return the lines of pyproject.toml that ask for a package."""
    asked = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if any(line.strip().startswith(f'"{name}"') for name in asked)]


@pytest.mark.parametrize("line", dependencies())
def test_every_dependency_says_what_it_is_for(line: str) -> None:
    assert re.search(r"# \w+", line)


def test_the_lock_holds_versions_and_hashes_but_no_addresses() -> None:
    registries = {package["source"].get("registry", "pypi") for package in LOCK["package"]}
    files_in_it = [file for package in LOCK["package"] for file in package.get("wheels", [])]

    assert registries == {"pypi"}
    assert "://" not in (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert all(file["hash"].startswith("sha256:") for file in files_in_it)


def test_the_lock_is_of_this_pyproject() -> None:
    project = next(package for package in LOCK["package"] if package["name"] == PYPROJECT["project"]["name"])
    locked = [*project["metadata"]["requires-dist"], *project["metadata"]["requires-dev"]["dev"]]
    asked = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]

    assert sorted((entry["name"], entry.get("specifier", "")) for entry in locked) == sorted(
        (one.name, ",".join(sorted(map(str, one.specifier), reverse=True))) for one in map(Requirement, asked)
    )


def test_the_environment_is_the_lock() -> None:
    """The Python that runs this holds the locked versions, so that what passes here passes elsewhere."""
    command = [sys.executable, "-m", "uv", "pip", "freeze", "--python", sys.executable]
    frozen = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
    installed = re.findall(r"^([\w.-]+)==(\S+)$", frozen.lower().replace("_", "-"), re.MULTILINE)
    locked = {(package["name"], package.get("version")) for package in LOCK["package"]}  # some differ per Python
    names = {name for name, _ in locked}

    assert {one for one in installed if one[0] in names} <= locked


def python_files() -> list[Path]:
    return [path for path in files(".py") if "migrations" not in path.parts]


def test_files_and_functions_fit() -> None:
    too_long = []
    for path in python_files():
        source = path.read_text(encoding="utf-8")
        if (count := len(source.splitlines())) > LONGEST_FILE:
            too_long.append(f"{place(path)} has {count} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    too_long.append(f"{place(path)}:{node.lineno} {node.name} has {length} lines")

    assert too_long == []


def test_the_makefile_has_every_target_that_the_design_promises() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert targets >= {"demo", "test", "check", "bench", "clean", "format", "lock", "help"}
