"""How much a browser has to fetch, in bytes as gzip leaves them; servers do so on the way."""

import gzip
import re
from pathlib import Path

import pytest

from exporters.kinds.website.exporter import Website
from tests.exporters.kinds.website.packs import pack_of, whole_release

FIRST_PAGE = 50_000
WHOLE_TOOL = 90_000


def zipped(body: bytes) -> int:
    return len(gzip.compress(body, 6, mtime=0))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    return Website().files(pack_of(tmp_path / "pack", whole_release()))


def fetched_by(page: str, files: dict[str, bytes]) -> set[str]:
    """Return the page and everything that its head asks for."""
    asked = re.findall(r'(?:href|src)="(?:\.\./)*([^"#]+\.(?:css|js|svg|webmanifest))"', files[page].decode())
    return {page, *asked}


def test_every_page_that_a_team_opens_first_stays_below_fifty_kilobytes(files: dict[str, bytes]) -> None:
    for page in (name for name in files if name.endswith(".html")):
        assert sum(zipped(files[name]) for name in fetched_by(page, files)) <= FIRST_PAGE, page


def test_the_whole_tool_without_content_stays_below_ninety_kilobytes(tmp_path: Path) -> None:
    empty = Website().files(pack_of(tmp_path / "empty", []))
    assert sum(zipped(body) for body in empty.values()) <= WHOLE_TOOL


def test_the_content_of_a_domain_is_fetched_with_its_page_and_with_no_other(files: dict[str, bytes]) -> None:
    told = {name for name, body in files.items() if b"Oefen met de" in body}
    assert {name for name in told if name.endswith(".html")} == {
        f"aanbevelingen/domein-{number}.html" for number in range(1, 9)
    }
    for page in ("index.html", "traject.html", "rapport.html", "plan.html"):
        assert fetched_by(page, files).isdisjoint(told)
