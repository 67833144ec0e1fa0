"""The pictures in the guide show the screens as they are.

Beside each picture stand the words that were on the screen when it was taken. When the screen says something else now,
the test fails, and ``make pictures`` takes it again: then look at what changed, in git and with your own eyes.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from cms.content.models import Definition
from cms.guide.reading import PICTURES, SIZE, chapters
from cms.vetting.models import Verdict
from publishing.releases.models import Release
from publishing.rounds.models import Round
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
LONG = (
    " Wie dat lang volhoudt zonder dat er iemand is die het ziet en ernaar vraagt, raakt op den duur steeds verder "
    "achter en komt er alleen niet meer uit, hoe graag die leerling dat ook zou willen."
)


class Picture(NamedTuple):
    """Who looks where, the part of the screen whose words are compared, and what is done there first."""

    role: Role
    address: Callable[[], str]
    part: str
    first: Callable[[Page], None] = lambda page: None


def _item() -> str:
    return reverse(
        "rondeitem:show", args=[Round.objects.open().get().items.get(title="De stilteronde voor de toetsweek").pk]
    )


def _proposal() -> str:
    waiting = Verdict.objects.filter(decided_at=None).order_by("pk").first()
    assert waiting is not None
    return reverse("toetsing:decide", args=[waiting.pk])


def _definition() -> str:
    return reverse("wagtailsnippets_content_definition:edit", args=[Definition.objects.order_by("term").first().pk])  # type: ignore[union-attr]  # the demo has some


def _write_much(page: Page) -> None:
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(LONG)
    expect(page.locator(".findings__at-field").first).to_be_visible()
    page.locator(".findings summary").click()


def _release() -> str:
    return reverse("uitgaven:show", args=[Release.objects.published().get(number="2026.1").digest])


SHOWN = {
    "startpagina": Picture(Role.EDITOR, lambda: "/admin/", ".home"),
    "voorstel": Picture(Role.REVIEWER, _proposal, "main"),
    "bevindingen": Picture(Role.EDITOR, _definition, ".findings", _write_much),
    "werklijst": Picture(Role.REVIEWER, lambda: reverse("jaarronde:index"), "main"),
    "item": Picture(Role.REVIEWER, _item, "main"),
    "uitgave": Picture(Role.PUBLISHER, _release, "main"),
}


@pytest.fixture
def demo(visitor: Visitor) -> Iterator[Visitor]:
    """Give somebody at the demo, as it stands on one fixed day."""
    with time_machine.travel(DAY, tick=True):
        call_command("build_demo", exported=["2026.1"], stdout=StringIO())
        yield visitor


def _words(page: Page, part: str) -> str:
    """Return what the part says, but for digests, which change with every byte of the demo, and for minutes of a day,
    which pass while it is built.
    """
    text = re.sub(r"\b\d\d:\d\d\b", "uu:mm", page.locator(part).first.inner_text())
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not re.search("[0-9a-f]{64}", line)) + "\n"


def test_each_picture_shows_what_the_screen_says_now(demo: Visitor) -> None:
    changed = []
    for name, picture in SHOWN.items():
        demo.page.context.clear_cookies()
        demo.page.set_viewport_size({"width": int(SIZE["width"]), "height": int(SIZE["height"])})
        demo.sign_in_as(picture.role.value)
        page = demo.open(picture.address())
        picture.first(page)
        now, beside = _words(page, picture.part), PICTURES / f"{name}.txt"
        if os.environ.get("PICTURES"):
            page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
            beside.write_text(now, encoding="utf-8")
        elif beside.read_text(encoding="utf-8") != now:
            changed.append(name)
    assert changed == [], "take these again with: make pictures"


def test_every_picture_stands_in_a_chapter_and_no_chapter_shows_another() -> None:
    shown = {picture for chapter in chapters().values() for picture in chapter.pictures}
    assert shown == set(SHOWN)
    assert {path.stem for path in Path(PICTURES).iterdir()} == set(SHOWN)
