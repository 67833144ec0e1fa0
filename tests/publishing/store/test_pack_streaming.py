"""A bundle is read in pieces, from any thread, without being in memory."""

import hashlib
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publishing.documents.indexing import Indexer
from publishing.store.pack import PackDocument, write_pack
from publishing.store.pack_reader import Pack, PackError

BODY = b'{"tekst":"%s"}' % (b"x" * 50_000)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack whose bundle is 20 MB."""
    path: Path = tmp_path_factory.mktemp("pack") / "pack.sqlite"
    documents = (PackDocument("tekst", f"t-{number}", hashlib.sha256(BODY).hexdigest(), BODY) for number in range(400))
    write_pack(path, meta={}, manifest=b"{}", documents=documents, retired=[], indexer=Indexer())
    return Pack(path)


def test_the_pieces_are_the_bundle(pack: Pack) -> None:
    measure, whole = pack.measure("bundel"), pack.representation("bundel")
    assert measure is not None
    assert whole is not None
    body = b"".join(pack.stream("bundel"))
    assert body == whole.body
    assert measure == (whole.digest, len(body))
    assert hashlib.sha256(body).hexdigest() == measure.digest


def test_a_bundle_never_stands_in_memory(pack: Pack) -> None:
    tracemalloc.start()
    size = sum(len(piece) for piece in pack.stream("bundel"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 20_000_000
    assert peak < 1_000_000


def test_another_thread_may_read_on(pack: Pack) -> None:
    pieces = pack.stream("bundel")
    first = next(pieces)
    with ThreadPoolExecutor(1) as other:
        rest = other.submit(lambda: b"".join(pieces)).result()
    measure = pack.measure("bundel")
    assert measure is not None
    assert len(first + rest) == measure.size


def test_what_the_pack_does_not_hold_has_no_measure_and_no_pieces(pack: Pack) -> None:
    assert pack.measure("onbekend") is None
    with pytest.raises(PackError):
        next(pack.stream("onbekend"))
