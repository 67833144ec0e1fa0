"""The second in which another release becomes the current one, under as many questions as go."""

import threading
from collections.abc import Sequence
from pathlib import Path

from publishing.documents.base import Document
from publishing.store.catalogue import read_catalogue
from publishing.store.opening import open_store
from tests.benchmarks.servers import load, public, serving
from tests.publishing.api.published import SECOND, move, publish

_AFTER = 0.3  # seconds of load until the catalogue moves


def measure(folder: Path, path: str, documents: Sequence[Document]) -> dict[str, float]:
    """Return the p99 of a second with a move against one without; any answer but a 200 raises."""
    store = open_store((folder / "store").as_uri())
    first = read_catalogue(store).releases[0]
    publish(store, SECOND, documents, predecessor=first)
    move(store, current=first.number)
    with serving("cms.config.wsgi:application", public(folder)) as port:
        load(port, path, seconds=1)
        before = load(port, path, seconds=1)
        moving = threading.Timer(_AFTER, move, [store], {"current": SECOND})
        moving.start()
        during = load(port, path, seconds=1)
        moving.join()
    return {"switching": during.p99 / before.p99}
