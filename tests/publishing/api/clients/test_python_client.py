"""The Python client of docs/clients keeps a copy through a history of releases, against a running public process."""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from publishing.documents.manifest import Retired
from publishing.store.base import Store
from publishing.store.catalogue import read_catalogue
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, Published, content, move, publish
from tests.publishing.api.served import PROJECT, public_process

CLIENT = PROJECT / "docs" / "clients" / "wegwijzer.py"
THIRD = "2027.1"


@pytest.fixture(scope="module")
def client() -> ModuleType:
    specification = importlib.util.spec_from_file_location("wegwijzer", CLIENT)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def base(release_store: Path, tmp_path: Path, store: Store, releases: Releases) -> Iterator[str]:
    """The address of a server on which 2025.1 is the current release; 2026.1 is there too."""
    move(store, current=FIRST)
    with public_process(release_store.as_uri(), tmp_path) as port:
        yield f"http://127.0.0.1:{port}/api/v1"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "kopie.json"


@pytest.fixture
def until_it_says(client: ModuleType, base: str, copy: Path) -> Callable[..., str]:
    """Update until the server has seen the newest catalogue: it looks once a second at most."""

    def update(number: str) -> str:
        deadline = time.monotonic() + 10
        while number not in (said := client.update(base, copy)):
            assert time.monotonic() < deadline, said
        return str(said)

    return update


def held(copy: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(copy.read_bytes())
    return found


def assert_is(copy: Path, release: Published) -> None:
    """The copy has the manifest and the documents of ``release``, in the same order."""
    assert held(copy)["inhoudslijst"] == json.loads(release.manifest)
    documents = {f"{kind}/{name}": json.loads(body) for (kind, name), body in release.bodies.items()}
    assert list(held(copy)["documenten"].items()) == list(documents.items())


def third_release(store: Store) -> Published:
    """Publish one more: a text less, another order, and everything of the year anew."""
    documents = [one for one in reversed(content("2027")) if one.id != "tekst-3"]
    retired = [Retired(kind="tekst", id="tekst-3", ended_in=THIRD)]
    return publish(store, THIRD, documents, retired=retired, predecessor=read_catalogue(store).release(SECOND))


def test_a_copy_follows_three_releases_by_their_differences(
    base: str, copy: Path, client: ModuleType, store: Store, releases: Releases, until_it_says: Callable[..., str]
) -> None:
    assert client.update(base, copy) == "Uitgave 2025.1: met de bundel"
    assert_is(copy, releases.first)
    assert client.update(base, copy) == "Uitgave 2025.1: niets nieuws"

    move(store, current=SECOND)
    assert until_it_says(SECOND) == "Uitgave 2026.1: met het verschil"
    assert_is(copy, releases.second)

    third = third_release(store)
    assert until_it_says(THIRD) == "Uitgave 2027.1: met het verschil"
    assert_is(copy, third)

    assert client.update(base, copy, FIRST) == "Uitgave 2025.1: met het verschil"
    assert_is(copy, releases.first)


def test_a_copy_that_is_not_right_is_fetched_anew(
    base: str, copy: Path, client: ModuleType, releases: Releases
) -> None:
    client.update(base, copy)
    good = held(copy)
    tampered = good | {"documenten": good["documenten"] | {"stap/stap-1": {"soort": "stap", "id": "stap-1"}}}
    for bad in ("", "[]", "{}", json.dumps(tampered)):
        copy.write_text(bad)
        assert client.update(base, copy) == "Uitgave 2025.1: met de bundel"
        assert_is(copy, releases.first)
        assert client.update(base, copy, SECOND) == "Uitgave 2026.1: met het verschil"
        assert_is(copy, releases.second)


def test_what_goes_wrong_leaves_the_copy_as_it_was(
    base: str, copy: Path, client: ModuleType, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.update(base, copy)
    before = copy.read_bytes()

    def full(*_: Any) -> None:
        raise OSError("de schijf is vol")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="vol"):
            client.update(base, copy, SECOND)
    with monkeypatch.context() as lying:
        lying.setattr(client, "digest", lambda _: 64 * "0")
        with pytest.raises(ValueError, match="vingerafdruk"):
            client.update(base, copy, SECOND)
    assert copy.read_bytes() == before


def test_it_is_a_program_of_its_own(base: str, copy: Path) -> None:
    command = [sys.executable, "-I", str(CLIENT), base, str(copy), SECOND]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout == "Uitgave 2026.1: met de bundel\n"
