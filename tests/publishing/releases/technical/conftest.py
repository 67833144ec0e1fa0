from collections.abc import Iterator

import pytest

from publishing.releases.delivering.receivers import RECEIVERS
from tests.publishing.releases.delivering.local import KIND, LocalReceiver, Server, local_server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Give a receiver that is told of every move."""
    with local_server() as server:
        monkeypatch.setitem(RECEIVERS, KIND, LocalReceiver(server.address))
        yield server
