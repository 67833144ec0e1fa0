"""A web server on this machine, a clock that a test moves, and visitors that go there or stay at home."""

from collections.abc import Iterator

import pytest

from cms.links.requesting import Limits
from cms.links.visiting import Visitor
from tests.cms.links.diary import Diary, StoppedClock
from tests.cms.links.server import LocalServer, running


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Return a running server without pages."""
    with running() as server:
        yield server


@pytest.fixture
def clock() -> StoppedClock:
    """Return a clock that stands still."""
    return StoppedClock()


@pytest.fixture
def visitor() -> Visitor:
    """Return a visitor in a hurry that may visit this machine, where every name leads."""
    return Visitor(
        agent="Proef/1 (+https://wegwijzer.example/contact)",
        limits=Limits(connect=2, silence=2, total=2),
        allow_private=True,
        resolve=lambda host, port: ["127.0.0.1"],
    )


@pytest.fixture
def diary(clock: StoppedClock) -> Diary:
    """Return a visitor that finds everything in order, unless told otherwise."""
    return Diary(clock)
