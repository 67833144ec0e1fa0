"""S3 that is down for a while, a torn upload, an answer that gets lost, two writers at once: one outcome each."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publishing.store.base import ConflictError, Store, StoreError, UnreachableError
from publishing.store.catalogue import EMPTY, read_catalogue, write_catalogue
from publishing.store.layout import CATALOGUE
from publishing.store.opening import open_store
from publishing.store.s3 import ATTEMPTS
from tests.s3.fixtures import Bucket
from tests.s3.server import break_halfway, lose_the_answer, refuse, tear_the_body, wait_for_another

PACK = "public/packs/a.sqlite"
BODY = bytes(range(256)) * 20_000  # 5 MB: more than one buffer


@pytest.fixture
def store(bucket: Bucket, tmp_path: Path) -> Store:
    return open_store(f"s3://{bucket.name}/wegwijzer", copies=tmp_path / "copies")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(BODY)
    return path


@pytest.mark.parametrize("fault", [refuse(500, "InternalError"), refuse(503, "SlowDown"), refuse(429, "Throttling")])
def test_a_service_that_fails_for_a_while_is_asked_again_after_a_bounded_wait(
    store: Store, bucket: Bucket, source: Path, waits: list[float], fault: Callable[..., list[bytes]]
) -> None:
    for method in ("PUT", "GET", "HEAD"):
        bucket.server.meet(method, fault, times=ATTEMPTS - 1)
    store.add(PACK, source)

    assert store.read(PACK) == BODY
    assert store.exists(PACK)
    assert len(waits) == 3 * (ATTEMPTS - 1)
    assert all(0 <= wait <= 2**place for place, wait in enumerate(waits[: ATTEMPTS - 1]))


def test_a_service_that_stays_down_is_named_and_nothing_was_written(
    store: Store, bucket: Bucket, source: Path, waits: list[float]
) -> None:
    store.replace(CATALOGUE, b"old", expected=None)
    bucket.server.meet("PUT", refuse(500, "InternalError"), times=2 * ATTEMPTS)
    with pytest.raises(UnreachableError, match=f"s3://{bucket.name}/wegwijzer/{PACK} .500 InternalError"):
        store.add(PACK, source)
    with pytest.raises(UnreachableError, match=CATALOGUE):
        store.replace(CATALOGUE, b"new", expected=b"old")

    assert list(store.keys("public/")) == [CATALOGUE]
    assert store.read(CATALOGUE) == b"old"
    store.add(PACK, source)
    assert store.read(PACK) == BODY
    assert waits


def test_a_torn_upload_is_refused_and_never_seen(store: Store, bucket: Bucket, source: Path) -> None:
    store.replace(CATALOGUE, b"old catalogue", expected=None)
    bucket.server.meet("PUT", tear_the_body, times=2)
    with pytest.raises(StoreError, match="BadDigest"):
        store.add(PACK, source)
    with pytest.raises(StoreError, match="BadDigest"):
        store.replace(CATALOGUE, b"new catalogue", expected=b"old catalogue")

    assert list(store.keys("")) == [CATALOGUE]
    assert store.read(CATALOGUE) == b"old catalogue"


def test_a_write_whose_answer_was_lost_counts_once(
    store: Store, bucket: Bucket, source: Path, waits: list[float]
) -> None:
    bucket.server.meet("PUT", lose_the_answer)
    store.add(PACK, source)
    for data, expected in ((b"1", None), (b"2", b"1")):
        bucket.server.meet("PUT", lose_the_answer)
        store.replace(CATALOGUE, data, expected=expected)
        assert store.read(CATALOGUE) == data

    assert store.read(PACK) == BODY
    assert sum(request.startswith("PUT") for request in bucket.server.requests) == 6
    assert len(waits) == 3


def test_of_two_who_replace_at_the_same_instant_one_is_told(store: Store, bucket: Bucket) -> None:
    store.replace(CATALOGUE, b"0", expected=None)
    for turn in range(20):
        bucket.server.meet("PUT", wait_for_another(threading.Barrier(2)), times=2)
        names = [f"{turn} one".encode(), f"{turn} two".encode()]
        expected = store.read(CATALOGUE)

        def put(name: bytes, expected: bytes = expected) -> bytes | None:
            try:
                store.replace(CATALOGUE, name, expected=expected)
            except ConflictError:
                return None
            return name

        with ThreadPoolExecutor(2) as writers:
            outcomes = list(writers.map(put, names))
        assert outcomes.count(None) == 1
        assert store.read(CATALOGUE) in outcomes


def test_an_older_generation_never_lands_on_a_newer_one(store: Store, bucket: Bucket) -> None:
    for turn in range(20):
        generations = (2 * turn + 1, 2 * turn + 2)
        bucket.server.meet("PUT", wait_for_another(threading.Barrier(2)), times=2)

        def write(generation: int) -> None:
            catalogue = EMPTY.__replace__(generation=generation)
            try:
                write_catalogue(store, catalogue)
            except ConflictError:
                write_catalogue(store, catalogue)

        with ThreadPoolExecutor(2) as writers:
            list(writers.map(write, generations))
        assert read_catalogue(store).generation == generations[1]


def test_two_who_add_the_same_bytes_at_once_are_both_content(store: Store, bucket: Bucket, source: Path) -> None:
    bucket.server.meet("PUT", wait_for_another(threading.Barrier(2)), times=2)
    with ThreadPoolExecutor(2) as writers:
        list(writers.map(lambda _: store.add(PACK, source), range(2)))

    assert store.read(PACK) == BODY


def test_a_write_that_meets_another_one_halfway_is_tried_again_a_few_times(
    store: Store, bucket: Bucket, source: Path
) -> None:
    bucket.server.meet("PUT", refuse(409, "ConditionalRequestConflict"))
    store.add(PACK, source)
    bucket.server.meet("PUT", refuse(409, "ConditionalRequestConflict"), times=10)
    with pytest.raises(UnreachableError, match=r"public/packs/b\.sqlite"):
        store.add("public/packs/b.sqlite", source)

    assert list(store.keys("public/packs/")) == [PACK]


def test_a_download_that_breaks_goes_on_where_it_was(store: Store, bucket: Bucket, source: Path) -> None:
    store.add(PACK, source)
    bucket.server.meet("GET", break_halfway, times=3)

    assert store.read(PACK) == BODY
    assert sum(request.startswith("GET") for request in bucket.server.requests) == 4


def test_a_download_that_keeps_breaking_ends(store: Store, bucket: Bucket) -> None:
    store.replace(CATALOGUE, b"a", expected=None)
    bucket.server.meet("GET", break_halfway, times=20)
    with pytest.raises(UnreachableError, match=CATALOGUE):
        store.read(CATALOGUE)


def test_what_was_replaced_while_it_was_read_is_never_mixed(store: Store, bucket: Bucket) -> None:
    store.replace(CATALOGUE, b"old" * 1000, expected=None)
    bucket.server.meet("GET", break_halfway)
    with store.open(CATALOGUE) as stream:
        store.replace(CATALOGUE, b"new" * 1000, expected=b"old" * 1000)
        with pytest.raises(StoreError, match="412"):
            stream.read()

    assert store.read(CATALOGUE) == b"new" * 1000
