from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from exporters.kinds.website.exporter import Website
from tests.browser.chromium import window
from tests.browser.conftest import Visitor
from tests.browser.public_tool.sites import Site, served
from tests.exporters.kinds.website.packs import pack_of, whole_release


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    return Website().files(pack_of(tmp_path / "pack", whole_release()))


@pytest.fixture
def site(files: dict[str, bytes]) -> Iterator[Site]:
    with served(files) as running:
        yield running


@pytest.fixture
def team(chromium: Browser, site: Site) -> Iterator[Visitor]:
    """Return a team before the first page, that fails the test when anything went wrong or asked another host."""
    context = window(chromium)
    context.set_default_timeout(10_000)
    visitor = Visitor(context.new_page(), site.address)
    yield visitor
    assert visitor.errors == []
    assert visitor.outside == []
    assert context.cookies() == []
    context.close()
