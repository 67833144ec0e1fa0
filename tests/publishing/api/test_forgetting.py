"""A public process lets go of what was erased as soon as the catalogue says so: opened packs, and copies of its own."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from publishing.api.library import Library
from publishing.api.unavailable import UnavailableError
from publishing.store.base import Store
from publishing.store.catalogue import CatalogueRedaction
from publishing.store.pack_query import Query
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, move


def test_an_opened_pack_that_nobody_is_led_to_and_every_copy_that_holds_it_go(
    store: Store, releases: Releases, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    library = Library(store, copies)
    first, second = library.catalogue().releases
    for release in (first, second):
        shutil.copy(store.local_file(release.pack.key), copies / release.pack.sha256)
    (copies / ("e" * 64)).write_bytes(b"an export with what was erased")
    held = library.pack(first).document("tekst", "inleiding")
    assert held is not None
    store.remove(first.pack.key)
    assert library.pack(first).count(Query("tekst")) > 0  # as it was opened
    erased = CatalogueRedaction(
        digest=held.digest, kind="tekst", id="inleiding", releases=[FIRST], erased_on=date(2026, 11, 2), ground="bevel"
    )
    move(store, releases=[second], redactions=[erased])
    library.catalogue()
    assert [path.name for path in copies.iterdir()] == [second.pack.sha256]
    with pytest.raises(UnavailableError):
        library.pack(first)
    assert library.pack(second).count(Query("tekst")) > 0
