"""The catalogue reader and the shelf of packs, when the store is damaged, away or busy."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from django.test import Client

from publishing.api.catalogue_reader import CatalogueReader
from publishing.api.library import library
from publishing.api.shelf import Shelf
from publishing.api.unavailable import UnavailableError
from publishing.store.base import Store
from publishing.store.catalogue import Catalogue, encode, read_catalogue, write_catalogue
from publishing.store.layout import CATALOGUE
from publishing.store.memory import MemoryStore
from publishing.store.pack_query import Query
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, content, move, overwrite_catalogue, publish
from tests.publishing.api.routes import BASE


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"generation":"9"}'])
def test_a_damaged_catalogue_leaves_the_last_good_one_in_place(
    store: Store, releases: Releases, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    reader = CatalogueReader(store)
    good = reader.read()
    overwrite_catalogue(store, data)
    assert reader.read() is good
    assert reader.read() is good
    assert len(caplog.messages) == 1
    with pytest.raises(UnavailableError):
        CatalogueReader(store).read()


def test_a_catalogue_that_calls_an_unknown_release_current_is_damaged(store: Store) -> None:
    write_catalogue(store, Catalogue(generation=1, current="2026.1", releases=[]))
    with pytest.raises(UnavailableError):
        CatalogueReader(store).read()


def test_a_generation_only_rises(store: Store, releases: Releases) -> None:
    reader = CatalogueReader(store)
    older = store.read(CATALOGUE)
    move(store, current=FIRST)
    assert reader.read().current == FIRST
    overwrite_catalogue(store, older)
    assert reader.read().current == FIRST


def test_a_store_that_is_away_leaves_what_was_known(api: Client, store: Store, release_store: Path) -> None:
    publish(store, FIRST, content("2025"))
    bundle = api.get(f"{BASE}actueel/bundel").getvalue()
    release_store.rename(release_store.with_name("away"))
    assert api.get(f"{BASE}actueel").json()["nummer"] == FIRST
    assert api.get(f"{BASE}actueel/teksten/inleiding").status_code == 200  # the open pack stays open
    assert bundle


class Distant(MemoryStore):
    """A store where reading costs something; ``meet`` is called before each read."""

    fresh_for = 0.5

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.meet: Callable[[], None] = lambda: None

    def read(self, key: str) -> bytes:
        self.reads += 1
        self.meet()
        return super().read(key)


def test_a_store_at_a_distance_is_asked_again_when_what_was_read_is_no_longer_fresh() -> None:
    store, now = Distant(), [0.0]
    reader = CatalogueReader(store, clock=lambda: now[0])
    write_catalogue(store, Catalogue(generation=1, current=None, releases=[]))
    store.reads = 0
    generations = []
    for moment in (0.0, 0.1, 0.2, 0.7, 1.1, 1.3):
        now[0] = moment
        if moment == 0.2:
            held = MemoryStore.read(store, CATALOGUE)
            store.replace(CATALOGUE, encode(Catalogue(generation=2, current=None, releases=[])), expected=held)
        generations.append(reader.read().generation)

    assert generations == [1, 1, 1, 2, 2, 2]
    assert store.reads == 4  # at 0.0, 0.1 (only then is something known to go by), 0.7 and 1.3


def test_while_one_request_waits_for_a_distant_store_the_others_do_not() -> None:
    store = Distant()
    reader = CatalogueReader(store, clock=lambda: 0.0)
    write_catalogue(store, Catalogue(generation=1, current=None, releases=[]))
    known = reader.read()
    asked, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        asked.set()
        assert go_on.wait(30)

    store.meet = wait
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(reader.read)
        assert asked.wait(30)
        assert reader.read() is known
        go_on.set()
        assert waiting.result() is known


def pack_path(root: Path, releases: Releases) -> Path:
    return root / releases.second.release.pack.key


def damage(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


@pytest.mark.parametrize("harm", ["gone", "short", "flipped", "other"])
def test_a_pack_that_differs_from_the_catalogue_is_refused(
    api: Client, release_store: Path, releases: Releases, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = pack_path(release_store, releases)
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        flipped = data.replace(b"Tekst 3", b"Tekst 4")  # not in what is asked, nor in the manifest
        damage(path, {"short": data[:-1], "flipped": flipped, "other": b"x" * len(data)}[harm])
    for _ in range(2):
        response = api.get(f"{BASE}uitgaven/{SECOND}/teksten/inleiding")
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert response["Content-Release"] == SECOND
        assert str(release_store) not in response.content.decode()
    assert sum("is refused" in line for line in caplog.messages) == 1
    assert api.get(f"{BASE}uitgaven/{SECOND}").status_code == 200  # the catalogue is whole
    assert api.get(f"{BASE}uitgaven/{FIRST}/teksten/inleiding").status_code == 200


def test_a_refused_pack_is_looked_at_again_after_a_while(release_store: Path, store: Store, releases: Releases) -> None:
    now = [0.0]
    shelf = Shelf(store, clock=lambda: now[0])
    path = pack_path(release_store, releases)
    data = path.read_bytes()
    damage(path, b"")
    with pytest.raises(UnavailableError):
        shelf.pack(releases.second.release)
    damage(path, data)
    now[0] = 29.9
    with pytest.raises(UnavailableError):
        shelf.pack(releases.second.release)
    now[0] = 30.0
    assert shelf.pack(releases.second.release).count(Query("tekst")) == 7


def test_a_pack_of_a_candidate_is_never_opened(store: Store, releases: Releases, tmp_path: Path) -> None:
    release = releases.second.release
    source = tmp_path / "copy"
    source.write_bytes(store.read(release.pack.key))
    key = f"candidates/packs/{release.digest}.sqlite"
    store.add(key, source)
    moved = msgspec.structs.replace(release, pack=msgspec.structs.replace(release.pack, key=key))
    with pytest.raises(UnavailableError):
        Shelf(store).pack(moved)


def test_bytes_that_change_behind_our_back_are_not_sent_under_their_old_name(
    api: Client, store: Store, release_store: Path, releases: Releases
) -> None:
    address = f"{BASE}uitgaven/{SECOND}/teksten/inleiding"
    path = pack_path(release_store, releases)
    library().pack(releases.second.release)  # verified, and then:
    body = releases.second.body("tekst", "inleiding")
    damage(path, path.read_bytes().replace(body, body.replace(b"2026", b"2062")))
    with ThreadPoolExecutor(1) as other_thread:  # has no pages of the pack in memory yet
        assert other_thread.submit(api.get, address).result().status_code == 503


def test_a_pack_that_breaks_in_use_is_verified_anew(
    api: Client, releases: Releases, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pack = library().pack(releases.second.release)

    def broken(*_: object, **__: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(pack, "document", broken)
    address = f"{BASE}uitgaven/{SECOND}/domeinen/rust"
    with caplog.at_level(logging.ERROR):
        assert api.get(address).status_code == 503
    assert api.get(address).status_code == 200
    assert library().pack(releases.second.release) is not pack


def test_a_pack_is_verified_once_however_many_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    release = publish(store, FIRST, content("2025")).release
    opened: list[str] = []
    original = store.local_file

    def local_file(key: str) -> Path:
        opened.append(key)
        return original(key)

    monkeypatch.setattr(store, "local_file", local_file)
    shelf, barrier = Shelf(store), threading.Barrier(8)

    def ask(_: int) -> int:
        barrier.wait()
        return shelf.pack(release).count(Query("tekst"))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(8))) == [7] * 8
    assert opened == [release.pack.key]


def test_an_address_that_is_no_store_is_unavailable(api: Client, settings: object) -> None:
    settings.RELEASE_STORE_URL = "gopher://nergens"  # type: ignore[attr-defined]  # a fixture
    assert api.get(f"{BASE}uitgaven").status_code == 503


def test_reading_writes_nothing(api: Client, release_store: Path, store: Store, releases: Releases) -> None:
    before = sorted(path.name for path in release_store.rglob("*"))
    api.get(f"{BASE}actueel/bundel").getvalue()
    assert sorted(path.name for path in release_store.rglob("*")) == before
    assert read_catalogue(store).generation == 2
