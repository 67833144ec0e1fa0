"""Correcting what is live in a real browser: by three people, wide and narrow, while next year is half done."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Step
from publishing.releases.corrections.changing import remove_item
from publishing.releases.corrections.models import Correction, Outcome
from publishing.releases.corrections.reviewing import review_change
from publishing.releases.corrections.standing import candidate_of, changes_of
from publishing.releases.publish import publish_release
from publishing.releases.rollback import rollback_release
from tests.browser.conftest import Visitor
from tests.factories import corrections
from tests.factories.corrections import (
    DEFINITION,
    EXAMPLE,
    RECOMMENDATION,
    STEP,
    agreed,
    base,
    begun,
    brought_out,
    edited,
)
from tests.factories.people import person
from tests.factories.releases import AT
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.browser
LONG = "Rijksoverheidsvoorlichtingscampagnemedewerkersoverleg"


def url(name: str, *args: Any) -> str:
    return reverse(f"correcties:{name}", args=args)


def _nothing_live(visitor: User) -> str:
    return url("index")


def _no_corrections(visitor: User) -> str:
    base()
    return url("index")


def _begin(visitor: User) -> str:
    base()
    return url("begin")


def _correction(visitor: User) -> tuple[Correction, User, User]:
    """Return a correction with a text that changed, one that was rejected and an item that ends."""
    base()
    sanne, joris = person("sanne", Role.EDITOR), person("joris", Role.REVIEWER)
    made = begun(sanne, reason=f"Er staat een tikfout in stap 1. {LONG}", summary="In stap 1 stond een tikfout.")
    edited(made, sanne)
    edited(made, sanne, DEFINITION, body=f"<p>Druk om te presteren, ook in het {LONG}.</p>")
    remove_item(correction=made, address=EXAMPLE, reason="De school trok zich terug.", by=sanne, at=AT)
    return made, sanne, joris


def _list(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    brought_out_with_recommendation(made, joris)
    begun(visitor, reason="Nog een tikfout.")
    return url("index")


def brought_out_with_recommendation(made: Correction, joris: User) -> None:
    edited(made, made.by, RECOMMENDATION, practice_examples=[])
    agreed(made, joris)
    brought_out(made, person("karin", Role.PUBLISHER))


def _open(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    change = changes_of(made)[0].change
    review_change(change=change, outcome=Outcome.REJECTED, reason=f"Schrijf {LONG} anders.", by=joris, at=AT)
    return url("show", made.pk)


def _blocked(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    corrections.frozen(made)
    return url("show", made.pk)


def _overtaken(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    brought_out_with_recommendation(made, joris)
    other = begun(visitor)
    rollback_release(number="2026.1", reason="De tekst klopte niet.", by=joris, at=AT)
    return url("show", other.pk)


def _pick(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("pick", made.pk)


def _pick_nothing(visitor: User) -> str:
    return f"{_pick(visitor)}?zoek={LONG}"


def _edit(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("edit", made.pk, *RECOMMENDATION)


def _take(visitor: User) -> str:
    made, sanne, _ = _correction(visitor)
    made_ready(Step.objects.get(number=1), sanne, body=f"<p>Kies samen drie doelen in het {LONG}.</p>")
    return url("take", made.pk, *STEP)


def _take_nothing(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("take", made.pk, *STEP)


def _remove(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("remove", made.pk, *STEP)


def _drop(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("drop", made.pk)


def _carry(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    brought_out_with_recommendation(made, joris)
    return url("carry")


def _nothing_to_carry(visitor: User) -> str:
    base()
    return url("carry")


def _home(visitor: User) -> str:
    _carry(visitor)
    made = begun(person("piet", Role.EDITOR))
    edited(made, made.by, DEFINITION, body="<p>Anders.</p>")
    return "/admin/"


SCREENS: dict[str, Callable[[User], str]] = {
    name.lstrip("_"): make
    for name, make in list(globals().items())
    if name.startswith("_") and getattr(make, "__annotations__", {}) == {"visitor": User, "return": str}
}


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_accessible_and_fits(visitor: Visitor, name: str, width: int) -> None:
    who = person("bezoeker", Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)
    address = SCREENS[name](who)
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.sign_in_as(who.username)
    visitor.open(address)
    if shots := __import__("os").environ.get("SHOTS"):
        visitor.page.screenshot(path=f"{shots}/{name}-{width}.png", full_page=True)
    assert visitor.accessibility_problems() == []
    assert visitor.too_wide() == []
    assert visitor.errors == []
    assert visitor.outside == []


def test_a_typo_in_what_is_live_from_the_first_click_to_carried_over(visitor: Visitor) -> None:
    """Three people; the workshop is at next year already."""
    base()
    for name, role in (("sanne", Role.EDITOR), ("joris", Role.REVIEWER), ("karin", Role.PUBLISHER)):
        person(name, role)
    sanne, karin = (User.objects.get(username=name) for name in ("sanne", "karin"))
    made_ready(Step.objects.get(number=1), sanne, title="Kies doelen voor volgend jaar")
    page = visitor.page

    def switch(username: str) -> None:
        page.context.clear_cookies()
        visitor.sign_in_as(username)

    visitor.sign_in_as("sanne")
    visitor.open(url("index"))
    page.get_by_role("link", name="Correctie beginnen").click()
    page.get_by_label("Waarom is deze correctie nodig?").fill("Tikfout in stap 1.")
    page.get_by_role("button", name="Correctie beginnen").click()
    page.get_by_label("Zoek op titel").fill("doelen")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name="Kies doelen", exact=True).click()
    editor = page.locator("[contenteditable=true]")
    expect(editor).to_contain_text("Kies samen twee doeln")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Kies samen twee doelen voor dit jaar.")
    kept = page.locator("[data-draftail-input]")
    expect(kept).to_have_value(re.compile("doelen"))
    page.get_by_role("button", name="Opslaan in de correctie").click()
    expect(page.get_by_text("Te beoordelen: 1.", exact=False)).to_be_visible()
    expect(page.locator("ins")).to_contain_text("doelen")
    expect(page.get_by_role("button", name="Akkoord")).to_have_count(0)
    made = Correction.objects.get()

    switch("joris")
    page.get_by_role("link", name="Beoordeel correctie 2026.2").click()
    page.get_by_role("button", name="Akkoord").click()
    expect(page.get_by_text("De publicist bevriest", exact=False)).to_be_visible()

    switch("karin")
    visitor.open(url("show", made.pk))
    page.get_by_role("button", name="Bevriezen tot kandidaat").click()
    expect(page.get_by_text("De kandidaat staat klaar.", exact=False)).to_be_visible()
    assert candidate_of(made) is not None
    release = corrections.frozen(made)
    publish_release(number="2026.2", by=karin, at=AT)
    assert corrections.document(release, STEP) == {
        **corrections.document(made.base, STEP),
        "tekst": "<p>Kies samen twee doelen voor dit jaar.</p>",
    }

    switch("sanne")
    page.get_by_role("link", name="Neem over in de werkplaats").click()
    expect(page.get_by_role("heading", name="Stap: Kies doelen")).to_be_visible()
    page.get_by_role("button", name="Gedaan").click()
    expect(page.get_by_text("Alles wat verbeterd is, staat ook in de werkplaats.", exact=False)).to_be_visible()
    assert visitor.errors == []
