"""The screen on which editors decide on a plan, with the keyboard only, on small and large plans."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.sources.models import ImportPlan, PlanRow, RowState
from tests.browser.conftest import Visitor
from tests.cms.sources.deciding.plans import decide, stored_plan
from tests.cms.sources.screens.registers import KLAS, RUST, SAMEN, WRONG, known, plan_of_every_kind, plan_of_many
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.closest('[data-row-card]')?.querySelector('.row-name').textContent ?? ''"
SENT_BACK = "Failed to load resource: the server responded with a status of 4"  # Chromium's own note of a refusal


def _address(plan: ImportPlan, query: str = "") -> str:
    return reverse("bronnen:plan", args=[plan.pk]) + query


def _opened(visitor: Visitor, plan: ImportPlan, query: str = "") -> Page:
    visitor.sign_in(Role.EDITOR)
    return visitor.open(_address(plan, query))


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _said(page: Page, text: str) -> None:
    expect(page.locator("[data-plan-said]")).to_contain_text(text)


def _states(plan: ImportPlan) -> dict[str, int]:
    states = list(plan.rows.values_list("state", flat=True))
    return {state: states.count(state) for state in set(states)}


def _forty(by: Any) -> ImportPlan:
    """Return a plan of 40 rows: 30 changed, 5 of which we have to say what they are, 5 new with an inexact date."""
    lines = []
    for place in range(30):
        item = content.intervention(f"Interventie {place:02}", owner="Bureau Oud")
        content.observation(item, record=str(1_500_000 + place))
        lines.append(f"{1_500_000 + place};Interventie {place:02};Goede aanwijzingen;05-06-2025;;;;Bureau Nieuw;")
    for place in range(5):
        content.intervention(f"Samen Sterk {place}")
        lines.append(f"{1_600_000 + place};SAMEN STERK {place};Goed onderbouwd;03-03-2025;;;;;")
        lines.append(f"{1_700_000 + place};Helemaal Nieuw {place};Goed onderbouwd;maart 2025;;;;;")
    return stored_plan(*lines, by=by)


def _decide_focused(page: Page) -> None:
    """Decide on the card that has the focus, with one key or a few, as its kind asks."""
    name = page.evaluate(FOCUSED)
    if name.startswith("SAMEN"):
        _press(page, "1")
        _said(page, "vergeleken met Samen Sterk")
        _press(page, "a")
        _said(page, f"'{name.title()}': afwijzen, bewaard")
    elif name.startswith("Helemaal"):
        _press(page, "e")
        day = page.locator("*:focus")
        while not str(day.get_attribute("name")).endswith("recognised_on"):
            _press(page, "Tab")
        page.keyboard.type("14-03-2025")
        _press(page, "Enter")
        _said(page, f"'{name}': aangepast, bewaard")
    else:
        _press(page, "o")
        _said(page, f"'{name}': overnemen, bewaard")


def test_forty_rows_are_decided_with_the_keyboard_only(visitor: Visitor) -> None:
    plan = _forty(person("sanne"))
    page = _opened(visitor, plan)
    _press(page, "j")
    for place in range(40):
        _decide_focused(page)
        if place == 24:
            expect(page.get_by_role("link", name="Ga verder")).to_be_focused()
            _press(page, "Enter")
            page.wait_for_url("**#verder")
            expect(page.locator("[data-row-card]:focus-within")).to_be_visible()

    expect(page.get_by_text("Alles is beslist.")).to_be_visible()
    assert _states(plan) == {RowState.DECIDED: 40}
    edited = PlanRow.objects.filter(title__startswith="Helemaal")
    assert {row.decided()["record"].edited["recognised_on"] for row in edited} == {"14-03-2025"}
    assert visitor.errors == []


def test_keys_walk_from_row_to_row_and_one_is_left_for_later(visitor: Visitor) -> None:
    page = _opened(visitor, plan_of_many(4, by=person("sanne")))
    _press(page, "j", "j")
    assert page.evaluate(FOCUSED) == "Interventie 0001"
    _press(page, "ArrowDown", "k", "l")
    _said(page, "'Interventie 0001': later")
    expect(page.locator("[data-row-card]:focus .row-name")).to_have_text("Interventie 0002")
    _press(page, "a")
    _said(page, "'Interventie 0002': afwijzen")
    expect(page.locator("[data-row-card]:focus .row-name")).to_have_text("Interventie 0003")
    row = PlanRow.objects.get(title="Interventie 0001")
    assert (row.state, row.decided()["owner"].choice) == (RowState.OPEN, "later")


def test_letters_do_nothing_while_somebody_types_and_can_be_switched_off(visitor: Visitor) -> None:
    plan = plan_of_many(2, by=person("sanne"))
    page = _opened(visitor, plan)
    page.get_by_label("Naam", exact=True).focus()
    page.keyboard.type("joal")
    assert page.get_by_label("Naam", exact=True).input_value() == "joal"
    page.locator("h2#rijen").focus()
    _press(page, "?")
    expect(page.get_by_label("Sneltoetsen aan")).to_be_visible()
    page.get_by_label("Sneltoetsen aan").uncheck()
    page.locator("[data-row-card]").first.focus()
    _press(page, "o")
    _said(page, "Sneltoetsen staan uit.")
    assert _states(plan) == {RowState.OPEN: 2}


def test_a_choice_reached_with_the_arrow_keys_is_saved_when_it_is_left(visitor: Visitor) -> None:
    plan = plan_of_many(2, by=person("sanne"))
    page = _opened(visitor, plan)
    page.locator("[name=besluit-owner]").first.focus()
    _press(page, "Space")
    _said(page, "overnemen, bewaard")
    expect(page.locator("[name=besluit-owner]").first).to_be_focused()
    _press(page, "ArrowRight")
    assert plan.rows.order_by("position")[0].decided()["owner"].choice == "accept"
    _press(page, "Tab")
    _said(page, "afwijzen, bewaard")
    assert plan.rows.order_by("position")[0].decided()["owner"].choice == "reject"


def test_a_wrong_value_keeps_what_was_typed_and_the_focus_is_on_it(visitor: Visitor) -> None:
    known()
    plan = stored_plan(RUST, by=person("sanne"))
    page = _opened(visitor, plan)
    _press(page, "j", "e")
    page.keyboard.type("april 2016")
    _press(page, "Enter")
    _said(page, "Nog niet bewaard")
    expect(page.locator("input:focus")).to_have_value("april 2016")
    assert visitor.accessibility_problems() == []
    page.locator("input:focus").fill("04-06-2025")
    _press(page, "Enter")
    _said(page, "aangepast, bewaard")
    assert plan.rows.get().decided()["observation"].edited == {"recognised_on": "04-06-2025"}
    assert [error for error in visitor.errors if SENT_BACK not in error] == []


def test_a_colleague_who_was_first_is_named_on_the_card(visitor: Visitor) -> None:
    plan = plan_of_many(1, by=person("sanne"))
    page = _opened(visitor, plan)
    decide(plan.rows.get(), person("fatima"), owner="reject")
    _press(page, "j", "o")
    expect(page.locator(".row-notice--wrong")).to_contain_text("Intussen heeft fatima hier iets beslist")
    assert plan.rows.get().decided()["owner"].choice == "reject"
    _press(page, "o")
    _said(page, "bewaard")
    assert (plan.rows.get().state, plan.rows.get().decided()["owner"].choice) == (RowState.DECIDED, "reject")


def test_an_expired_session_and_a_lost_connection_say_that_nothing_was_saved(visitor: Visitor) -> None:
    plan = plan_of_many(1, by=person("sanne"))
    page = _opened(visitor, plan)
    page.context.set_offline(True)
    _press(page, "j", "o")
    _said(page, "geen verbinding")
    page.context.set_offline(False)
    page.context.clear_cookies(name="sessionid")
    _press(page, "o")
    _said(page, "je bent uitgelogd")
    assert _states(plan) == {RowState.OPEN: 1}


def test_everything_is_done_without_a_script_too(visitor: Visitor) -> None:
    by = person("sanne")
    plan = plan_of_every_kind(by)
    page = _opened(visitor, plan)
    page.route("**/deciding.js", lambda route: route.abort())
    visitor.open(_address(plan))
    card = page.locator("[data-row-card]").first
    card.get_by_role("radio", name="Afwijzen").nth(1).check(force=True)
    card.get_by_role("button", name="Alles overnemen").click()
    expect(page.get_by_text("overnemen en afwijzen, bewaard")).to_be_visible()
    page.get_by_role("button", name="Samen Sterk", exact=False).first.click()
    expect(page.get_by_text("vergeleken met Samen Sterk")).to_be_visible()
    page.get_by_text("Het ene nieuwe record overnemen").click()
    page.get_by_role("button", name="Ja, zet 1 op overnemen").click()
    page.get_by_role("button", name="Neem dat terug").click()
    expect(page.get_by_text("1 rij staat weer open")).to_be_visible()
    changed = plan.rows.get(position=0)
    assert (changed.state, changed.decided()["owner"].choice) == (RowState.DECIDED, "reject")


@pytest.mark.parametrize("number", [1, 2000])
def test_a_plan_of_one_row_and_one_of_two_thousand_are_as_easy(visitor: Visitor, number: int) -> None:
    lines = [f"{2_000_000 + place};Nieuw {place:04};Goed onderbouwd;01-02-2025;;;;;" for place in range(number - 1)]
    known()
    plan = stored_plan(RUST, *lines, by=person("sanne"))
    page = _opened(visitor, plan)
    _press(page, "j", "o")
    _said(page, "bewaard")
    if number > 1:
        page.get_by_text(f"Alle {number - 1} nieuwe records overnemen").click()
        page.get_by_role("button", name=f"Ja, zet {number - 1} op overnemen").click()
        expect(page.get_by_text(f"{number - 1} rijen staan nu op overnemen")).to_be_visible()
    else:
        page.reload()
    expect(page.get_by_text("Alles is beslist.")).to_be_visible()
    visitor.open(_address(plan, "?toon=besloten&p=80"))
    assert page.locator("[data-row-card]").count() == (25 if number > 1 else 1)
    assert _states(plan) == {RowState.DECIDED: number}
    assert (visitor.errors, visitor.outside) == ([], [])


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 640, 400])
def test_the_screen_is_accessible_wide_narrow_enlarged_and_dark(visitor: Visitor, width: int, dark: bool) -> None:
    plan = stored_plan(RUST, KLAS, SAMEN, WRONG, by=_people_and_content())
    decide(plan.rows.get(position=1), person("fatima"), record=("accept", {"owner": "W" * 120}))
    visitor.page.set_viewport_size({"width": width, "height": 800})  # 640 is what 200 % leaves of 1280
    page = _opened(visitor, plan, "?toon=alles")
    if dark:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        page.evaluate("document.documentElement.className += ' w-theme-dark'")
    _press(page, "?")
    page.locator("[data-row-change]").click()
    expect(page.get_by_text("Besluit terugnemen")).to_be_visible()
    assert visitor.accessibility_problems() == []
    assert visitor.too_wide() == []


def _people_and_content() -> Any:
    known()
    content.intervention("Samen Sterk", owner="Stichting Voorbeeld")
    assert Intervention.objects.count() == 2
    return person("sanne")
