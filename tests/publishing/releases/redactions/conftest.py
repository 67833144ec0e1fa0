"""Two releases that hold the same text to the letter, a candidate on top, and the two people it takes."""

from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile, is_zipfile

import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from exporters.services import export_release
from publishing.releases.models import Release
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, published

SECRET = b"Jantje Geheim"


class Held(NamedTuple):
    """2025.1 and 2026.1, which both hold ``begrip/prestatiedruk`` and ``begrip/rust``."""

    first: Release
    second: Release


@pytest.fixture
def karin() -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def joris() -> User:
    return person("joris", Role.REVIEWER)


@pytest.fixture
def kinds() -> list[str] | None:
    """Give which artefacts there are of the releases: a few, for most of what erasing does is the same for all."""
    return ["json-bundle", "change-report"]


@pytest.fixture
def held(karin: User, kinds: list[str] | None) -> Held:
    content.definition(body="<p>Vraag het aan Jantje Geheim.</p>")
    content.definition("Rust")
    first = published("2025.1", by=karin)
    content.step()
    second = published("2026.1", by=karin)
    for release in (first, second):
        export_release(release=release, at=AT, kinds=kinds)
    return Held(first, second)


def holding(store: Path) -> list[str]:
    """Return the files in the store that hold the secret."""
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if _holds(path))


def _holds(path: Path) -> bool:
    if not path.is_file():
        return False
    if is_zipfile(path):
        with ZipFile(path) as archive:
            return any(SECRET in archive.read(name) for name in archive.namelist())
    return SECRET in path.read_bytes()
