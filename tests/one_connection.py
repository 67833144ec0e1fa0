"""One connection to the database per thread, whether or not a browser runs there.

Django keeps connections per thread, until an event loop runs in it, as Playwright's does for as long as the browser is
open: from then on it would look in the context of that, find none, and make another one. That one would wait for the
transaction that a fixture holds open on the first.
"""

import threading

import pytest
from django.db import connections


def pytest_configure(config: pytest.Config) -> None:
    """Keep connections by thread alone, before there is any."""
    connections._connections = threading.local()  # type: ignore[attr-defined]  # the handler asks no more of it
