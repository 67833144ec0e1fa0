"""The public tool on a slow telephone, and while somebody types: real Chromium, four times slower, slow 4G."""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from exporters.kinds.website.exporter import Website
from publishing.documents.base import Document
from tests.browser.public_tool.sites import Site, served
from tests.exporters.kinds.website.packs import domain, pack_of, recommendation, whole_release
from tests.services.presence import chromium

_SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
_SLOWER = 4
_TEXT = "<p>" + "Leerlingen en docenten plannen samen rust in de week. " * 20 + "</p>"
_WATCH = """
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((one) => one.duration)))
        .observe({ type: "longtask", buffered: true });
"""
_READY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def measured(folder: Path) -> dict[str, float]:
    """Return seconds until each page can be used, milliseconds of the longest task while typing, CPU of building."""
    small = Website().files(pack_of(folder / "small", whole_release()))
    many: list[Document] = [domain(), *(recommendation(f"plan-{n}", body=_TEXT) for n in range(2_000))]
    large = Website().files(pack_of(folder / "large", many))
    pack = pack_of(folder / "real", [*whole_release(), *(recommendation(f"plan-{n}", body=_TEXT) for n in range(470))])
    began = time.process_time()
    Website().write(pack, folder / "site.zip")
    found = {"build": time.process_time() - began}
    with sync_playwright() as playwright, served(small) as site:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 360, "height": 780}, service_workers="block")
        page = context.new_page()
        _slow_down(page)
        for name in ("index", "traject", "aanbevelingen/domein-1"):
            page.goto(f"{site.address}{name}.html")
            found[name] = page.evaluate(_READY) / 1000
        site.files = large
        found["typing"] = _typing(context.new_page(), site)
        browser.close()
    return found


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", _SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})


def _typing(page: Any, site: Site) -> float:
    page.add_init_script(_WATCH)
    page.goto(f"{site.address}zoeken.html")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.long.length = 0")
    page.get_by_label("Waar zoek je naar?").press_sequentially("docenten plannen rust", delay=80)
    page.wait_for_timeout(1_000)
    return max([0.0, *page.evaluate("window.long")])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        json.dump(measured(Path(name)), sys.stdout, indent=1)
