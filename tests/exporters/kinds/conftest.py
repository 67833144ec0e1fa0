from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.store.pack_reader import Pack
from tests.exporters import packs


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    """A release with documents of every kind, every field filled."""
    found = packs.write(tmp_path / "ordinary.sqlite", packs.ordinary())
    yield found
    found.close()


@pytest.fixture
def awkward(tmp_path: Path) -> Iterator[Pack]:
    """A release whose texts hold everything that a file format trips over."""
    found = packs.write(tmp_path / "awkward.sqlite", packs.awkward())
    yield found
    found.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Pack]:
    """A release without documents."""
    found = packs.write(tmp_path / "empty.sqlite", [])
    yield found
    found.close()


@pytest.fixture(params=["ordinary", "awkward", "empty"])
def any_pack(request: pytest.FixtureRequest, pack: Pack, awkward: Pack, empty: Pack) -> Pack:
    """Each of the three, one after the other."""
    return {"ordinary": pack, "awkward": awkward, "empty": empty}[request.param]
