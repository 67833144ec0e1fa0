"""*Techniek* in a real browser: empty, busy, failed, a long word, wide and narrow, light and dark, keyboard only."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.roles import Role
from exporters.kinds.json_bundle import JsonBundle
from exporters.work import work_of
from publishing.attempts.begin import begin
from publishing.attempts.pausing import pause_work
from publishing.releases.delivering.receivers import RECEIVERS
from publishing.releases.models import OutboxEntry
from publishing.releases.pack_work import PACK
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate, published
from tests.publishing.releases.delivering.local import KIND, LocalReceiver, local_server

pytestmark = pytest.mark.browser

ADDRESS = "/admin/techniek/"


def _story(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring it to a state: ``quiet``, ``delivered``, ``wrong``, or ``paused`` with all that at once."""
    if moment == "quiet":
        return
    with local_server() as server:
        if moment != "delivered":
            server.status, server.words = 500, "<h1>Internal Server Error</h1>" + "zonderspaties" * 20
        monkeypatch.setitem(RECEIVERS, KIND, LocalReceiver(server.address + "/" + "heel-lang-adres-" * 12))
        published("2025.1", by=person("publicist"))
    if moment == "delivered":
        return
    content.definition()
    release = candidate("2026.1")
    ago = timezone.now() - timedelta(hours=1)
    begin(work=PACK, subject=release.digest, worker="werker-1:42", clock=lambda: ago)
    begin(work=work_of(JsonBundle()), subject=release.digest, worker="werker-2:43", clock=timezone.now)
    content.step(2)
    held = begin(work=PACK, subject=candidate("2026.1").digest, worker="werker-3:44", clock=timezone.now)
    held.fail("De opslag werkt niet mee: de schijf is vol.", detail="Traceback\n" + "x" * 500, permanent=True)
    if moment == "paused":
        reason = "De opslag verhuist vanavond naar een andere plek, en " + "dat-duurt-heel-lang-" * 10
        pause_work(reason=reason, by=person("karin"), at=timezone.now())


@pytest.mark.parametrize("moment", ["quiet", "delivered", "wrong", "paused"])
def test_the_screen_fits_and_is_accessible(visitor: Visitor, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    _story(moment, monkeypatch)
    visitor.sign_in(Role.PUBLISHER)
    visitor.fits(ADDRESS, f"technical-{moment}")
    expect(visitor.page.get_by_role("heading", name="Techniek", level=1)).to_be_visible()
    assert visitor.errors == []
    assert visitor.outside == []


def test_a_publicist_pauses_and_delivers_again_with_the_keyboard_only(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _story("wrong", monkeypatch)
    visitor.sign_in(Role.PUBLISHER)
    page = visitor.open(ADDRESS)

    page.get_by_role("link", name="Lever opnieuw af").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Reden").focus()
    page.keyboard.type("Hun server is gemaakt.")
    page.get_by_role("button", name="Opnieuw afleveren").focus()
    visitor.look("technical-again")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ADDRESS}")
    expect(page.get_by_text("wordt opnieuw afgeleverd")).to_be_visible()
    assert OutboxEntry.objects.get(kind=KIND).redeliveries.count() == 1

    page.get_by_role("link", name="Pauzeren").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Pauzeren").click()
    expect(page.get_by_text("Zeg waarom")).to_be_visible()
    page.get_by_label("Reden").fill("Eerst uitzoeken.")
    visitor.look("technical-pausing")
    page.get_by_role("button", name="Pauzeren").click()
    page.wait_for_url(f"**{ADDRESS}")

    for address in ("/admin/", "/admin/pages/", ADDRESS):
        page = visitor.open(address)
        expect(page.get_by_role("status").get_by_text("gepauzeerd")).to_contain_text("Eerst uitzoeken.")
    assert visitor.errors == []
