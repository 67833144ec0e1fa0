"""What changed of an item since the release that is live, and who did that: on the screen about that item."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import InterventionLink, RecommendationPage
from cms.vetting.verdicts import propose_verdict
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.publish import publish_release
from tests.factories import content
from tests.factories.corrections import STEP, agreed, begun, edited
from tests.factories.people import person, signed_in
from tests.factories.releases import approved, published
from tests.factories.rounds import DAY, made_ready
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db
Release = Callable[..., Any]


@pytest.fixture
def sanne() -> User:
    return person("sanne", Role.EDITOR)


@pytest.fixture
def release() -> Release:
    """Publish what is ready now; what is done next is done later."""
    publicist = person("publicist", Role.PUBLISHER)

    def now(number: str) -> Any:
        return published(number, by=publicist, reference_date=DAY, at=timezone.now())

    return now


def _shown(item: Any, kind: str) -> str:
    """Return what the part about changes says to who may only read."""
    answer = signed_in(Role.READER, name=f"lezer-{User.objects.count()}").get(
        reverse("waar-live:show", args=[kind, item.uid])
    )
    assert answer.status_code == 200
    (part,) = re.findall(r'<section class="item item-wide".*?</section>', answer.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", part))).replace(" .", ".").replace(" :", ":")


def _day() -> str:
    return f"{timezone.localtime():%d-%m-%Y}"


def test_nothing_changed_says_so(release: Release) -> None:
    step = content.step()
    release("2026.1")

    shown = _shown(step, "stap")

    assert "Wat veranderde er sinds uitgave 2026.1?" in shown
    assert "Niets: dit item staat er net zo als in uitgave 2026.1." in shown
    assert "Niemand wijzigde dit." in shown


def test_old_and_new_stand_beside_each_other_with_who_changed_which_field(release: Release, sanne: User) -> None:
    definition = content.definition()
    made_ready(definition, sanne)
    release("2026.1")
    made_ready(definition, sanne, body="<p>Druk om te winnen.</p>")

    shown = _shown(definition, "begrip")

    assert "Klaargezet, en anders dan wat live is" in shown
    assert "Live Druk om te [weg: presteren. ]" in shown
    assert "Klaargezet Druk om te [nieuw: winnen. ]" in shown
    assert f"Gewijzigd en klaargezet door sanne op {_day()}" in shown
    assert re.search(r"door sanne op [\d-]+, [\d:]+: uitleg\.|: omschrijving\.|: tekst\.", shown)
    assert "Niets:" not in shown


def test_a_draft_is_laid_beside_what_stands_ready(release: Release, sanne: User) -> None:
    step = content.step()
    release("2026.1")
    step.title = "Een concept"
    step.save_revision(user=sanne, log_action=True)

    shown = _shown(step, "stap")

    assert "Niets: dit item staat er net zo als in uitgave 2026.1." in shown
    assert "Concept dat nog niet klaarstaat" in shown
    assert "[nieuw: Een concept ]" in shown
    assert f"Gewijzigd door sanne op {_day()}" in shown


def test_before_the_first_release_everything_that_was_done_is_told(sanne: User) -> None:
    step = content.step()
    made_ready(step, sanne, title="Begin")

    shown = _shown(step, "stap")

    assert "Er is nog geen uitgave. Hieronder staat alles wat er met dit item gebeurde." in shown
    assert f"door sanne op {_day()}" in shown


def test_a_new_item_has_nothing_to_be_laid_beside(release: Release, sanne: User) -> None:
    content.step()
    release("2026.1")
    other = content.step(2)
    made_ready(other, sanne)

    shown = _shown(other, "stap")

    assert "Dit item staat niet in uitgave 2026.1. Er is geen tekst om naast te leggen." in shown
    assert f"klaargezet door sanne op {_day()}" in shown


def test_what_does_not_stand_ready_any_more_would_end(release: Release, sanne: User) -> None:
    step, _ = content.step(), content.step(2)
    release("2026.1")
    step.unpublish(user=sanne)

    shown = _shown(step, "stap")

    assert "Dit item staat nu niet klaar. Zo komt het niet in de volgende uitgave." in shown
    assert f"Niet meer klaar gemaakt door sanne op {_day()}" in shown


def test_marks_that_the_text_editor_puts_in_by_itself_are_nobody_s_change(release: Release, sanne: User) -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention(): "<p>Week drie.</p>"})
    made_ready(page, sanne)
    release("2026.1")
    page = RecommendationPage.objects.get(pk=page.pk)
    (link,) = page.intervention_links.all()
    link.tailored_text = '<p data-block-key="h4k2p">Week drie.</p>'
    page.intervention_links = [link]
    made_ready(page, sanne, body='<p data-block-key="u81qz">Plan meer rust.</p>', title="Plan nog meer rust")

    shown = _shown(page, "aanbeveling")

    assert shown.endswith("titel, tekst. "), shown[-200:]


def test_each_link_of_a_recommendation_is_told_by_name(release: Release, sanne: User) -> None:
    one, two, three = (content.intervention(name) for name in ("Rustig Leren", "Sterk Staan", "Samen Spelen"))
    page = content.recommendation(content.domain(), interventions={one: "<p>Week drie.</p>", two: "<p>Les twee.</p>"})
    made_ready(page, sanne)
    release("2026.1")
    page = RecommendationPage.objects.get(pk=page.pk)
    kept, _ = page.intervention_links.all()
    kept.tailored_text = "<p>Week negen.</p>"
    added = InterventionLink(intervention=three, tailored_text="<p>Les vier.</p>", sort_order=2)
    page.intervention_links = [kept, added]
    made_ready(page, sanne, title="Plan nog meer rust")

    shown = _shown(page, "aanbeveling")

    told = "titel, toelichting bij 'Rustig Leren', interventie 'Samen Spelen' erbij, interventie 'Sterk Staan' eraf."
    assert told in shown
    assert "Toelichting bij Rustig Leren Live Week [weg: drie. ]" in shown
    assert "Toelichting bij Samen Spelen Live leeg Klaargezet [nieuw: Les vier. ]" in shown
    assert "Andere toelichting bij de aanbeveling: Plan nog meer rust" in _shown(one, "interventie")
    assert "Niet meer bij de aanbeveling: Plan rust in de week" in _shown(two, "interventie")
    assert "Nieuw bij de aanbeveling: Plan nog meer rust" in _shown(three, "interventie")


def test_a_recommendation_that_came_into_a_domain_is_told_with_it(release: Release) -> None:
    domain = content.domain()
    content.recommendation(domain)
    release("2026.1")
    content.recommendation(domain, "Maak ruimte voor spel")

    assert "Nieuw in dit domein: Maak ruimte voor spel" in _shown(domain, "domein")


def test_a_verdict_since_the_release_is_told_with_who_proposed_it(release: Release, sanne: User) -> None:
    intervention = content.intervention()
    content.step()
    release("2026.1")
    propose_verdict(
        intervention=intervention,
        round_year=2027,
        reference_date=DAY + timedelta(days=365),
        is_included=False,
        reason="Past niet meer.",
        by=sanne,
        at=timezone.now(),
    )

    assert f"Oordeel 'niet opnemen' in 2027 voorgesteld door sanne op {_day()}" in _shown(intervention, "interventie")


def test_the_editor_leads_to_what_changed() -> None:
    step, domain = content.step(), content.domain()
    editor = signed_in(Role.EDITOR)
    edits = {
        ("stap", step): reverse(step.snippet_viewset.get_url_name("edit"), args=[step.pk]),
        ("domein", domain): reverse("wagtailadmin_pages:edit", args=[domain.pk]),
    }
    for (kind, item), address in edits.items():
        there = reverse("waar-live:show", args=[kind, item.uid]) + "#veranderd"
        assert there in editor.get(address).content.decode()


def _queries(page: Any, kind: str = "aanbeveling") -> int:
    reader = browser(person(f"teller-{User.objects.count()}", Role.READER))
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(reverse("waar-live:show", args=[kind, page.uid])).status_code == 200
    return len(asked)


def test_the_queries_do_not_grow_with_links_or_versions(release: Release, sanne: User) -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention("Eén"): "<p>Les.</p>"})
    release("2026.1")
    made_ready(page, sanne, title="Eerste")
    page = RecommendationPage.objects.get(pk=page.pk)
    page.title = "Concept"
    page.save_revision(user=sanne, log_action=True)
    few = _queries(page)

    page = RecommendationPage.objects.get(pk=page.pk)
    page.intervention_links = [
        InterventionLink(intervention=content.intervention(f"Nummer {place}"), tailored_text="<p>Les.</p>")
        for place in range(12)
    ]
    for number in range(6):
        made_ready(page, sanne, title=f"Versie {number}")
    page.title = "Nog een concept"
    page.save_revision(user=sanne, log_action=True)

    assert _queries(page) <= few


def test_the_queries_do_not_grow_with_the_releases(release: Release, sanne: User) -> None:
    step = content.step()
    release("2026.1")
    made_ready(step, sanne, title="Eerste")
    few = _queries(step, "stap")
    for number in (2, 3, 4):
        release(f"2026.{number}")
        made_ready(step, sanne, title=f"Naam {number}")

    assert _queries(step, "stap") <= few


def test_what_was_changed_before_a_correction_went_out_is_still_told(release: Release, sanne: User) -> None:
    """A correction is made of the release before it: what the workshop did meanwhile is not in it."""
    step, _ = content.step(), content.step(2, title="Kies doelen")
    release("2026.1")
    made_ready(step, sanne, title="Na de uitgave")
    correction = begun(sanne, at=timezone.now())
    edited(correction, sanne, STEP, body="<p>Kies samen.</p>")
    agreed(correction, person("joris", Role.REVIEWER))
    approved(freeze_correction(correction=correction, by=sanne, at=timezone.now()).release, at=timezone.now())
    publish_release(number="2026.2", by=person("karin", Role.PUBLISHER), at=timezone.now())

    shown = _shown(step, "stap")

    assert "Wat veranderde er sinds uitgave 2026.2?" in shown
    assert "[nieuw: Na de uitgave ]" in shown
    assert f"klaargezet door sanne op {_day()}" in shown
