"""The page of one item of the round, in a real browser: read, reviewed and let go, wide, narrow and by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import RecommendationPage
from publishing.rounds.models import Outcome, Review, Round
from publishing.rounds.retiring import retire_item
from publishing.rounds.reviewing import review_item
from publishing.rounds.screens.item_access import worklist_url
from publishing.rounds.states import ItemState
from publishing.rounds.syncing import sync_items
from publishing.rounds.working import assign_items, comment_on_item
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, made_ready, opened_on_release, row_of

pytestmark = pytest.mark.browser
LONG = "Rijksoverheidsvoorlichtingscampagnemedewerkersoverleg"
VAGUE = '<p>Kijk <a href="http://bron.example/rust">hier</a> voor meer over druk.</p>'


def _recommendation() -> RecommendationPage:
    pairs = {
        content.intervention(name): f"<p>Les {place} past hier.</p>"
        for place, name in enumerate(("Rustig Leren", "Sterk Staan", f"Stille Dagen voor {LONG}"), start=1)
    }
    for place, pair in enumerate(pairs):
        content.observation(pair, record=str(place))
    body = "<p>Houd een middag vrij van toetsen.</p><ul><li>Maak een rooster.</li><li>Bespreek het.</li></ul>"
    return content.recommendation(content.domain(title="Rust in de school"), interventions=pairs, body=body)


def _changed(visitor: User) -> tuple[Round, Any]:
    page, sanne = _recommendation(), person("sanne", Role.EDITOR)
    made = opened_on_release(sanne)
    links: list[Any] = list(page.intervention_links.all())
    links[1].tailored_text = "<p>Les twee en <b>drie</b> passen het best bij deze aanbeveling.</p>"
    page.intervention_links = links  # type: ignore[misc]  # modelcluster takes a list for its rows
    body = "<p>Houd elke week een middag vrij van toetsen en huiswerk.</p><ul><li>Maak een rooster.</li></ul>"
    made_ready(page, sanne, body=body)
    current = row_of(made, page).current
    assert current is not None
    reviewer = person("joris", Role.REVIEWER)
    review_item(
        item=item_of(made, page), digest=current.digest, pair=links[0].intervention.uid, by=reviewer, at=timezone.now()
    )
    review_item(
        item=item_of(made, page),
        digest=current.digest,
        pair=links[2].intervention.uid,
        by=reviewer,
        at=timezone.now(),
        outcome=Outcome.REJECTED,
        reason=f"Te moeilijk: schrijf {LONG} anders.",
    )
    assign_items(round=made, items=[item_of(made, page)], to=reviewer, by=made.opened_by, at=made.opened_at)
    return made, page


def _new(visitor: User) -> tuple[Round, Any]:
    content.step()
    made = opened_on_release(person("sanne"))
    definition = content.definition(LONG)
    sync_items(round=made)
    return made, definition


def _unchanged(visitor: User) -> tuple[Round, Any]:
    content.step(1)
    definition = content.definition()
    content.step(2)
    return opened_on_release(person("sanne")), definition


def _retired(visitor: User) -> tuple[Round, Any]:
    old, new = content.definition("Stress"), content.definition("Druk")
    made = opened_on_release(person("sanne"))
    retire_item(item=item_of(made, old), reason="Staat nu bij druk.", successor=new.uid, by=visitor, at=timezone.now())
    return made, old


def _with_findings(visitor: User) -> tuple[Round, Any]:
    made, definition = _unchanged(visitor)
    made_ready(definition, visitor, body=VAGUE + '<p><a href="#">De kennisbank van rust</a></p>')
    return made, definition


def _talked_about(visitor: User) -> tuple[Round, Any]:
    made, definition = _unchanged(visitor)
    for number in range(12):
        text = f"Opmerking {number}: klopt {LONG} nog?\nIk denk het wel."
        comment_on_item(item=item_of(made, definition), text=text, by=visitor, at=timezone.now())
    return made, definition


def _deleted(visitor: User) -> tuple[Round, Any]:
    made, definition = _unchanged(visitor)
    definition.delete()
    return made, definition


def _intervention(visitor: User) -> tuple[Round, Any]:
    page = _recommendation()
    return opened_on_release(person("sanne")), page.intervention_links.all()[0].intervention


SCREENS: dict[str, Callable[[User], tuple[Round, Any]]] = {
    "changed": _changed,
    "new": _new,
    "unchanged": _unchanged,
    "retired": _retired,
    "findings": _with_findings,
    "comments": _talked_about,
    "deleted": _deleted,
    "intervention": _intervention,
}


def _show(made: Round, item: Any, what: str = "show") -> str:
    return reverse(f"rondeitem:{what}", args=[item_of(made, item).pk])


@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_is_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    visitor.sign_in(Role.EDITOR, Role.REVIEWER)
    made, item = SCREENS[screen](User.objects.get(username="bezoeker"))
    page = visitor.open(_show(made, item))
    for summary in page.locator(".item summary").all():
        summary.click()
    visitor.looks_right()
    assert visitor.errors == []
    assert visitor.outside == []


def test_letting_go_asks_why_and_what_follows(visitor: Visitor) -> None:
    visitor.sign_in(Role.EDITOR)
    content.definition("Stress"), content.definition(LONG)
    old = content.definition("Prestatiedruk")
    made = opened_on_release(person("sanne"))
    page = visitor.open(_show(made, old))
    page.get_by_role("link", name="Laat dit vervallen").click()
    page.get_by_role("button", name="Laat dit vervallen").click()
    expect(page.get_by_text("Zeg waarom dit vervalt.")).to_be_visible()
    visitor.looks_right()
    page.get_by_label("Reden").fill("Staat nu bij stress.")
    page.get_by_label("Opvolger").select_option("Stress")
    page.get_by_role("button", name="Laat dit vervallen").click()
    expect(page.get_by_text("Ervoor in de plaats")).to_be_visible()
    page.get_by_role("button", name="Neem het vervallen terug").click()
    expect(page.get_by_text("Dit is precies zo als in uitgave 2025.1.")).to_be_visible()


def test_a_reviewer_confirms_and_rejects_with_the_keyboard_alone(visitor: Visitor) -> None:
    visitor.sign_in(Role.REVIEWER)
    made, item = _changed(User.objects.get(username="bezoeker"))
    page = visitor.open(_show(made, item))
    page.get_by_role("button", name="Bevestig deze toelichting bij Sterk Staan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bevestigd.").first).to_be_visible()
    page.locator("summary", has_text="Keur het hele item af").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zeg waarom je dit afkeurt, dan weet").first).to_be_visible()
    expect(page.locator("#reden-item")).to_be_focused()
    page.keyboard.type("De eerste zin is te lang.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Afgekeurd. Een redacteur ziet je reden op deze pagina.")).to_be_visible()
    assert row_of(made, item).state is ItemState.REJECTED
    assert Review.objects.filter(reason="De eerste zin is te lang.").exists()


def test_what_changed_while_one_was_reading_is_shown_again_with_what_was_typed(visitor: Visitor) -> None:
    visitor.sign_in(Role.REVIEWER)
    made, definition = _unchanged(User.objects.get(username="bezoeker"))
    page = visitor.open(_show(made, definition))
    page.locator("summary", has_text="Keur dit af").click()
    page.get_by_label("Waarom keur je dit af?").fill("Dit is te vaag.")
    made_ready(definition, person("ella", Role.EDITOR), body="<p>Druk van buiten.</p>")
    page.get_by_role("button", name="Afkeuren", exact=True).click()
    expect(page.get_by_text("is anders dan wat je zag").first).to_be_visible()
    expect(page.get_by_label("Waarom keur je dit af?")).to_have_value("Dit is te vaag.")
    expect(page.locator("ins").first).to_contain_text("van buiten.")
    assert not Review.objects.exists()


def test_one_walks_on_and_back_to_the_list_with_its_filters(visitor: Visitor) -> None:
    visitor.sign_in(Role.REVIEWER)
    made, definition = _unchanged(User.objects.get(username="bezoeker"))
    page = visitor.open(_show(made, definition) + "?terug=stand%3Dte-bevestigen")
    page.get_by_role("link", name="Vorige").first.click()
    expect(page.get_by_role("heading", level=2, name="Stap voor doel 2")).to_be_visible()
    page.get_by_role("link", name="Terug naar de lijst").first.click()
    page.wait_for_url(f"**{worklist_url()}?stand=te-bevestigen")
