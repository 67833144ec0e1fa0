"""Tasks for tests of the queue itself. A worker takes them in with ``--include tests.services.tasks``."""

from pathlib import Path

from celery import shared_task


@shared_task(name="tests.services.append_line")
def append_line(path: str, line: str) -> None:
    """Add one line to a file, in one write."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
