"""The screens of the yearly round in a real browser: by mouse, by keyboard, wide and narrow."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail import hooks

from cms.accounts.roles import Role
from publishing.rounds.base import Base
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Review, Round
from publishing.rounds.retiring import retire_item
from publishing.rounds.working import assign_items
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import base, item_of, made_ready, opened

pytestmark = pytest.mark.browser

LIST, OPEN, DATES, CHECK = (reverse(f"jaarronde:{name}") for name in ("index", "open", "dates", "check"))
LONG = (
    "Meervoudigebelastbaarheidsverhogendeomstandigheden in het voortgezet speciaal onderwijs en hoe daarmee te werken"
)


@pytest.fixture
def base_2025() -> Iterator[Base]:
    """A release of what is ready now."""
    found = base()
    with (
        hooks.register_temporarily("round_bases", lambda: ["2025.1"], order=-1),
        hooks.register_temporarily("round_base", {"2025.1": found}.get, order=-1),
    ):
        yield found


def _worked_on() -> Round:
    """Return a round with an item in nearly every state, a long title, and two pages of open work."""
    sanne, joris, karin = person("sanne", Role.EDITOR), person("joris", Role.REVIEWER), person("karin", Role.PUBLISHER)
    rest = content.domain(1, title="Rust in de school")
    asks = content.intervention("Rustig Leren")
    content.observation(asks, "Niet erkend", date(2026, 2, 1))
    plan = content.recommendation(rest, LONG, interventions={asks: "<p>Past.</p>"})
    lapsed, changed, gone, away = (content.definition(f"Begrip {word}") for word in ("een", "twee", "drie", "vier"))
    for number in range(30):
        content.definition(f"Nog een begrip {number}")
    made = opened(karin)
    for item in (rest, lapsed):
        confirm_unchanged(round=made, items=[item_of(made, item)], by=joris, at=timezone.now())
    for item in (lapsed, changed):
        made_ready(item, sanne, body="<p>Anders.</p>")
    assign_items(
        round=made, items=[item_of(made, plan), item_of(made, changed)], to=sanne, by=made.opened_by, at=made.opened_at
    )
    retire_item(item=item_of(made, gone), reason="Staat dubbel.", by=sanne, at=timezone.now())
    away.unpublish(user=sanne)
    content.definition("Kwam erbij")
    return made


def _done() -> Round:
    content.step()
    made = opened(person("karin", Role.PUBLISHER))
    by = person("joris", Role.REVIEWER)
    confirm_unchanged(round=made, items=made.items.all(), by=by, at=timezone.now())
    return made


def test_a_round_is_opened_and_worked_by_keyboard_alone(visitor: Visitor, base_2025: Base) -> None:
    content.step(1)
    content.step(2)
    visitor.sign_in(Role.PUBLISHER, Role.REVIEWER)
    page = visitor.open(LIST)
    page.get_by_role("link", name="Jaarronde openen").press("Enter")
    page.get_by_label("Jaar").fill("1999")
    page.get_by_label("Uiterste datum").fill("")
    page.get_by_role("button", name="Jaarronde openen").press("Enter")
    expect(page.get_by_text("Kies een jaar vanaf 2020.")).to_be_visible()
    expect(page.get_by_text("Vul de uiterste datum in.")).to_be_visible()

    page.get_by_label("Jaar").fill("2026")
    page.get_by_label("IJkdatum").fill("2026-07-31")
    page.get_by_label("Uiterste datum").fill("2026-10-01")
    page.get_by_role("button", name="Jaarronde openen").press("Enter")
    expect(page.get_by_text("Jaarronde 2026 is open.")).to_be_visible()
    assert Round.objects.get().items.count() == 2
    assert visitor.errors == []


def test_a_whole_page_is_selected_and_confirmed_and_the_list_shrinks(visitor: Visitor) -> None:
    for number in range(1, 4):
        content.step(number)
    made = opened(person("karin", Role.PUBLISHER))
    visitor.sign_in(Role.REVIEWER)
    page = visitor.open(f"{LIST}?soort=stap")
    page.get_by_label("Selecteer alles op deze bladzijde").press("Space")
    page.get_by_label("Selecteer Stap 2").press("Space")
    page.get_by_role("button", name="Bevestigen (onveranderd)").press("Enter")
    expect(page.get_by_text("2 items zijn bevestigd als onveranderd.")).to_be_visible()
    expect(page.get_by_role("link", name="Stap 2")).to_be_visible()
    expect(page.get_by_role("link", name="Stap 1")).to_have_count(0)
    assert "soort=stap" in page.url
    assert Review.objects.filter(item__round=made).count() == 2
    page.get_by_role("link", name="Laat ook zien wat klaar is").press("Enter")
    expect(page.get_by_role("link", name="Stap 1")).to_be_visible()
    assert visitor.errors == []


def test_work_is_given_to_a_person_from_the_list(visitor: Visitor) -> None:
    content.step()
    made = opened(person("karin", Role.PUBLISHER))
    visitor.sign_in(Role.EDITOR)
    to = person("joris", Role.REVIEWER)
    page = visitor.open(LIST)
    page.get_by_label("Selecteer Stap 1").check()
    page.get_by_label("Toewijzen aan").select_option("joris")
    page.get_by_role("button", name="Toewijzen").click()
    expect(page.get_by_text("1 item is toegewezen aan joris.")).to_be_visible()
    assert made.items.get().assigned_to == to


def test_a_domain_is_chosen_by_its_bar(visitor: Visitor) -> None:
    _worked_on()
    visitor.sign_in(Role.READER)
    page = visitor.open(LIST)
    page.get_by_role("link", name="Rust in de school", exact=True).first.click()
    expect(page.get_by_label("Domein", exact=True)).to_have_value(str(_domain()))
    expect(page.get_by_role("link", name=LONG)).to_be_visible()
    expect(page.get_by_role("link", name="Nog een begrip")).to_have_count(0)


def _domain() -> object:
    return Round.objects.get().items.get(kind="domein").uid


def _nothing() -> None:
    """No round at all."""


SCREENS: dict[str, tuple[Callable[[], object], str]] = {
    "empty": (_nothing, LIST),
    "list": (_worked_on, LIST),
    "everything": (_worked_on, f"{LIST}?stand=alles&p=2"),
    "open-error": (_nothing, OPEN),
    "dates": (_done, DATES),
    "check": (_worked_on, CHECK),
    "check-done": (_done, CHECK),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_screens_of_the_round_are_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    visitor.sign_in(Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)
    prepare, address = SCREENS[screen]
    prepare()
    page = visitor.open(address)
    if screen == "open-error":
        page.get_by_label("IJkdatum").fill("")
        page.get_by_role("button", name="Jaarronde openen").click()
        expect(page.get_by_text("Vul de ijkdatum in.")).to_be_visible()
    for folded in page.locator("details:not([open]) > summary").all():
        folded.click()

    visitor.looks_right()
    assert visitor.errors == []
