"""What marked tests need. Where it is not there they are skipped with the reason, and in CI they fail.

| marker | needs |
|---|---|
| postgres | DATABASE_URL names a PostgreSQL server |
| services | that, and CELERY_BROKER_URL names a Redis server |
| browser | Chromium, in the path or named by CHROMIUM; the one without a window of its own is twice as quick |
| node | Node.js with npm, and a package registry within reach the first time |
| nginx | nginx |
| poppler | pdftotext |

A pytest plugin, loaded by tests/conftest.py.
"""

import os
import shutil
from collections.abc import Generator

import pytest
from django.conf import settings

MARKERS = ("postgres", "services", "browser", "node", "nginx", "poppler")


def chromium() -> str | None:
    """Return the path of Chromium, if it is there."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else shutil.which("chromium-headless-shell") or shutil.which("chromium")


def node() -> bool:
    """Say whether Node.js and its package manager are there."""
    return bool(shutil.which("node") and shutil.which("npm"))


def nginx() -> str | None:
    """Return the path of nginx, which Debian keeps where only the owner of the machine looks."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")


def missing(marker: str) -> str | None:
    """Return what a test with this marker lacks here, in one line, or None."""
    if marker == "browser":
        return None if chromium() else "needs Chromium: apt install chromium-headless-shell, or chromium"
    if marker == "node":
        return None if node() else "needs Node.js: apt install nodejs npm"
    if marker == "nginx":
        return None if nginx() else "needs nginx: apt install nginx-light"
    if marker == "poppler":
        return None if shutil.which("pdftotext") else "needs pdftotext: apt install poppler-utils"
    if marker in {"postgres", "services"} and "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return "needs PostgreSQL: set DATABASE_URL, or run python -m tests"
    if marker == "services" and not settings.CELERY_BROKER_URL.startswith("redis"):
        return "needs Redis: set CELERY_BROKER_URL, or run python -m tests"
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that lacks what its markers need."""
    for marker in item.iter_markers():
        if reason := missing(marker.name):
            pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a marked test into a failure in CI, whoever skipped it."""
    report = yield
    marked = any(item.get_closest_marker(name) for name in MARKERS)
    if report.skipped and marked and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not allow for a marked test: {report.longrepr}"
    return report
