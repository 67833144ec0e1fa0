"""The change report as a page, as the advisory group opens it from a mail."""

from pathlib import Path

import pytest

from exporters.kinds.change_report.exporter import ChangePage
from tests.browser.conftest import Visitor
from tests.exporters.kinds.packs import pack_of
from tests.exporters.kinds.test_change_report import GONE, NEW, OLD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_readable_for_everybody(visitor: Visitor, tmp_path: Path, width: int, scheme: str) -> None:
    old = pack_of(tmp_path / "old.sqlite", OLD, number="2025.1")
    new = pack_of(tmp_path / "new.sqlite", NEW, after=old, retired=GONE)
    ChangePage().write_since(old, new, tmp_path / "verslag.html")
    visitor.page.set_viewport_size({"width": width, "height": 800})
    visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visitor.page.set_content((tmp_path / "verslag.html").read_text(encoding="utf-8"))
    assert visitor.page.get_by_role("heading", level=1).count() == 1
    assert visitor.accessibility_problems("body") == []
    assert visitor.too_wide() == []
