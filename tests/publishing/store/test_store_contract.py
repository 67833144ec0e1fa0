"""The promises of a release store, kept by every store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.store.base import ConflictError, MissingError, Store, StoreError
from publishing.store.filesystem import FilesystemStore
from publishing.store.memory import MemoryStore
from publishing.store.opening import open_store
from tests.s3.fixtures import Bucket


@pytest.fixture(params=["filesystem", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "s3":
        bucket: Bucket = request.getfixturevalue("bucket")
        return open_store(f"s3://{bucket.name}/tests/Wegwijzer", copies=tmp_path / "copies")
    return FilesystemStore(tmp_path / "files") if request.param == "filesystem" else MemoryStore()


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[bytes], Path]:
    def make(data: bytes) -> Path:
        path = tmp_path / "source"
        path.write_bytes(data)
        return path

    return make


def test_what_was_added_is_read_back(store: Store, file_of: Callable[[bytes], Path]) -> None:
    store.add("public/packs/a.sqlite", file_of(b"whole"))
    assert store.read("public/packs/a.sqlite") == b"whole"
    assert store.exists("public/packs/a.sqlite")
    assert store.size("public/packs/a.sqlite") == 5
    assert store.local_file("public/packs/a.sqlite").read_bytes() == b"whole"


def test_adding_the_same_bytes_again_is_harmless(store: Store, file_of: Callable[[bytes], Path]) -> None:
    store.add("a", file_of(b"one"))
    store.add("a", file_of(b"one"))
    assert store.read("a") == b"one"


def test_other_bytes_under_a_taken_key_are_refused_and_nothing_changes(
    store: Store, file_of: Callable[[bytes], Path]
) -> None:
    store.add("a", file_of(b"one"))
    with pytest.raises(ConflictError):
        store.add("a", file_of(b"two"))
    assert store.read("a") == b"one"


def test_replacing_needs_to_know_what_is_there(store: Store) -> None:
    store.replace("catalogue", b"1", expected=None)
    store.replace("catalogue", b"2", expected=b"1")
    with pytest.raises(ConflictError):
        store.replace("catalogue", b"3", expected=b"1")
    with pytest.raises(ConflictError):
        store.replace("catalogue", b"3", expected=None)
    assert store.read("catalogue") == b"2"


def test_a_file_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    for ask in (store.read, store.open, store.local_file, store.remove):
        with pytest.raises(MissingError):
            ask("public/nothing")
    assert not store.exists("public/nothing")


def test_keys_come_sorted_and_by_prefix(store: Store, file_of: Callable[[bytes], Path]) -> None:
    for key in ("public/b", "candidates/c", "public/a"):
        store.add(key, file_of(key.encode()))
    store.replace("public/z", b"z", expected=None)
    assert list(store.keys("public/")) == ["public/a", "public/b", "public/z"]


@pytest.mark.parametrize("key", ["", "../a", "a/../b", "/a", "a//b", "a/", ".hidden", "A", "a b", "a\x00", "a\n"])
def test_a_key_that_could_leave_the_store_is_refused(store: Store, key: str) -> None:
    for ask in (store.read, store.exists, store.remove):
        with pytest.raises(StoreError):
            ask(key)


def test_no_half_written_file_stays_behind(tmp_path: Path) -> None:
    store = FilesystemStore(tmp_path / "files")
    with pytest.raises(FileNotFoundError):
        store.add("a", tmp_path / "no-such-source")
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_an_address_that_is_no_store_is_refused() -> None:
    with pytest.raises(StoreError, match="RELEASE_STORE_URL"):
        open_store("ftp://somewhere/else")
