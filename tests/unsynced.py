"""No file is pressed onto the disk: a test waits for nothing that it cannot see.

What fsync adds shows only after the machine lost its power, which no test does. A process that is killed, as in
tests/crash, leaves what it wrote in the memory of the system, where whoever looks next finds it: whether it wrote the
right things in the right order is proved with and without. What a disk refuses at fsync has a test that puts its own in
this one's place (tests/exporters/targets/test_faults.py).
"""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def unsynced() -> Iterator[None]:
    """Let ``os.fsync`` of this process check the file it is given, and write nothing."""
    with pytest.MonkeyPatch.context() as system:
        system.setattr(os, "fsync", os.fstat)
        yield
