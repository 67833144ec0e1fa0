"""What the page of one item of the round tells whoever opens it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.merging.merge import merge_interventions
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round
from publishing.rounds.retiring import retire_item
from publishing.rounds.syncing import sync_items
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import item_of, judged, made_ready, opened_on_release
from tests.publishing.rounds.item_pages import browser

pytestmark = pytest.mark.django_db


def page_of(round: Round, item: Any, user: User, query: str = "") -> str:
    answer = browser(user).get(reverse("rondeitem:show", args=[item_of(round, item).pk]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_unchanged_item_says_so_and_who_may_review_it(karin: User, joris: User) -> None:
    definition = content.definition()
    shown = page_of(opened_on_release(karin), definition, joris)
    assert "Dit is precies zo als in uitgave 2025.1." in shown
    assert "Onveranderd: precies zo stond het in uitgave 2025.1." in shown
    assert "Beoordelen kan: joris." in shown
    assert "Druk om te presteren." in shown
    assert "<del>" not in shown


def test_of_a_changed_item_the_words_that_differ_are_marked_for_eyes_and_ears(
    karin: User, sanne: User, joris: User
) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    made_ready(definition, sanne, body="<p>Druk om te winnen.</p>")
    shown = page_of(made, definition, joris)
    assert (
        'Druk om te <del><span class="w-sr-only">[weg: </span>presteren.<span class="w-sr-only">]</span></del>' in shown
    )
    assert (
        'Druk om te <ins><span class="w-sr-only">[nieuw: </span>winnen.<span class="w-sr-only">]</span></ins>' in shown
    )
    assert f"klaargezet door sanne op {timezone.localtime():%d-%m-%Y}" in shown


def test_a_new_item_has_nothing_to_be_laid_beside(karin: User, joris: User) -> None:
    content.step()
    made = opened_on_release(karin)
    definition = content.definition()
    sync_items(round=made)
    shown = page_of(made, definition, joris)
    assert "Dit is nieuw: het stond niet in uitgave 2025.1." in shown
    assert "Nieuw: er is geen vorige versie om naast te leggen." in shown


def test_each_tailored_text_is_shown_with_its_own_difference(karin: User, sanne: User, joris: User) -> None:
    one, two = content.intervention("Rustig Leren"), content.intervention("Sterk Staan")
    for item, record in ((one, "1"), (two, "2")):
        content.observation(item, record=record)
    page = content.recommendation(content.domain(), interventions={one: "<p>Week drie.</p>", two: "<p>Les twee.</p>"})
    made = opened_on_release(karin)
    link = page.intervention_links.all()[1]
    link.tailored_text = "<p>Les negen.</p>"
    page.intervention_links = [page.intervention_links.all()[0], link]  # type: ignore[misc]  # modelcluster takes a list
    made_ready(page, sanne)
    shown = page_of(made, page, joris)
    assert "Dit deel is onveranderd sinds uitgave 2025.1. Er veranderde wel iets in de toelichtingen" in shown
    assert "</span>twee.<span" in shown
    assert "</span>negen.<span" in shown
    assert "Domein 1" in shown
    assert shown.count("Bevestig deze toelichting") == 2


def test_what_was_deleted_meanwhile_says_so_and_can_only_be_let_go(karin: User, sanne: User, joris: User) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    item = item_of(made, definition)
    definition.delete()
    address = reverse("rondeitem:show", args=[item.pk])
    shown = browser(sanne).get(address).content.decode()
    assert "Het is verwijderd uit de werkplaats. Een redacteur laat het hier vervallen." in shown
    assert "Dit staat niet klaar. Er is nu niets te beoordelen." in shown
    assert "Laat dit vervallen" in shown
    assert "Bevestig" not in browser(joris).get(address).content.decode()


def test_what_is_not_ready_leads_to_the_workshop(karin: User, sanne: User) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    definition.unpublish(user=karin)
    shown = page_of(made, definition, sanne)
    assert "Dit staat niet klaar en komt zo niet in de volgende uitgave." in shown
    assert reverse(type(definition).snippet_viewset.get_url_name("edit"), args=[definition.pk]) in shown


def test_a_merged_intervention_names_the_one_that_it_is_now(karin: User, sanne: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren (oud)")
    content.observation(kept)
    made = opened_on_release(karin)
    merge_interventions(kept=kept, gone=gone, reason="Dezelfde.", by=sanne, at=timezone.now())
    shown = page_of(made, gone, sanne)
    assert "Het is samengevoegd met een andere interventie." in shown
    kept_page = reverse("rondeitem:show", args=[item_of(made, kept).pk])
    assert f'<a href="{kept_page}">Rustig Leren</a>' in shown


@pytest.fixture
def intervention(db: None) -> Intervention:
    found = content.intervention()
    content.observation(found)
    return found


def test_an_intervention_shows_its_verdict_and_who_may_propose_one(
    intervention: Intervention, karin: User, sanne: User, joris: User
) -> None:
    made = opened_on_release(karin)
    assert reverse("toetsing:propose", args=[intervention.pk]) in page_of(made, intervention, sanne)
    assert "Over deze interventie is er nog geen oordeel dat geldt." in page_of(made, intervention, joris)
    judged(intervention, sanne, joris)
    assert "Beslist door joris" in page_of(made, intervention, joris)


def test_an_intervention_names_the_domains_that_use_it(intervention: Intervention, karin: User, joris: User) -> None:
    content.recommendation(content.domain(title="Rust in de school"), interventions={intervention: "<p>Les.</p>"})
    assert "Interventie in Rust in de school" in page_of(opened_on_release(karin), intervention, joris)


def test_an_item_that_was_let_go_says_why_by_whom_and_what_follows_it(karin: User, sanne: User, joris: User) -> None:
    old, new = content.step(1), content.step(2)
    made = opened_on_release(karin)
    retire_item(item=item_of(made, old), reason="<b>Dubbel</b>", successor=new.uid, by=sanne, at=timezone.now())
    shown = page_of(made, old, joris)
    assert "&lt;b&gt;Dubbel&lt;/b&gt;" in shown
    assert f'<a href="{reverse("rondeitem:show", args=[item_of(made, new).pk])}">{new.title}</a>' in shown
    assert "Het staat nog wel klaar." in shown
    assert "Dit vervalt. Er is niets te beoordelen." in shown
    assert "Neem het vervallen terug" not in shown
    assert "Neem het vervallen terug" in page_of(made, old, sanne)


def test_who_may_not_review_reads_why_and_whom_to_ask(karin: User, sanne: User, joris: User) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    made_ready(definition, sanne, body="<p>Anders.</p>")
    assert "Beoordelen is voor een beoordelaar. Vraag het aan joris." in page_of(made, definition, karin)
    own = page_of(made, definition, sanne)
    assert "Je hebt dit zelf gewijzigd sinds uitgave 2025.1. Een ander moet het beoordelen. Vraag het aan joris." in own
    assert "Bevestig dit" not in own


def test_when_nobody_is_left_the_page_says_whom_to_ask(karin: User, sanne: User) -> None:
    person("bea", Role.ADMINISTRATOR)
    definition = content.definition()
    made = opened_on_release(karin)
    made_ready(definition, sanne, body="<p>Anders.</p>")
    assert "Vraag bea om nog een beoordelaar." in page_of(made, definition, sanne)


def test_what_is_reviewed_and_still_holds_the_release_back_does_not_say_that_all_is_done(
    karin: User, joris: User
) -> None:
    found = content.intervention("Rustig Leren")
    content.observation(found)
    page = content.recommendation(content.domain(), interventions={found: "<p>Doe dit.</p>"})
    made = opened_on_release(karin)
    confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
    shown = page_of(made, page, joris)
    assert "Alles is beoordeeld zoals het nu is." in shown
    assert "Je hoeft niets meer te doen." not in shown
    assert "Wat de uitgave nog tegenhoudt, staat bij &#x27;Bevindingen&#x27;." in shown


def test_what_stands_for_a_choice_is_shown_in_the_words_of_the_screen(karin: User, joris: User) -> None:
    found = content.intervention("Rustig Leren", prevention_level="geindiceerd", sectors=["vo-praktijkonderwijs"])
    content.observation(found)
    shown = page_of(opened_on_release(karin), found, joris)
    assert "Geïndiceerd: voor leerlingen met beginnende problemen" in shown
    assert "Praktijkonderwijs" in shown
    assert "vo-praktijkonderwijs" not in shown


def test_a_closed_round_is_only_to_be_read(karin: User, sanne: User, joris: User) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
    closed = close_round(round=made, by=karin, at=timezone.now())
    made_ready(definition, sanne, body="<p>Al van volgend jaar.</p>")
    shown = page_of(closed, definition, sanne)
    assert "Jaarronde 2026 is gesloten. Je kunt dit item alleen nog lezen." in shown
    assert "Druk om te presteren." in shown
    assert "Al van volgend jaar." not in shown
    assert 'method="post"' not in shown.split("<main")[1]


@pytest.mark.parametrize("key", ["999999", "9" * 40])
def test_an_unknown_item_gives_our_own_page_for_it(joris: User, key: str) -> None:
    answer = browser(joris).get(f"/admin/rondeitem/{key}/")
    assert answer.status_code == 404
    assert "Wegwijzer" in answer.content.decode()


def test_a_person_without_a_role_sees_nothing(karin: User) -> None:
    step = content.step()
    made = opened_on_release(karin)
    answer = browser(person("vreemd")).get(reverse("rondeitem:show", args=[item_of(made, step).pk]))
    assert step.title not in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_round(karin: User, sanne: User, joris: User) -> None:
    intervention = content.intervention()
    content.observation(intervention)
    page = content.recommendation(content.domain(), interventions={intervention: "<p>Les.</p>"})
    made = opened_on_release(karin)
    client, address = browser(joris), reverse("rondeitem:show", args=[item_of(made, page).pk])
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    few = queries()
    for number in range(2, 12):
        made_ready(content.step(number), sanne, title=f"Stap {number}")
        content.definition(f"Begrip {number}")
    sync_items(round=made)
    assert queries() == few


def test_a_very_long_text_is_shown_with_what_changed_in_it(karin: User, sanne: User, joris: User) -> None:
    words = [f"woord{number}" for number in range(18_000)]
    definition = content.definition(body=f"<p>{' '.join(words)}</p>")
    made = opened_on_release(karin)
    words[9_000] = "middenin"
    made_ready(definition, sanne, body=f"<p>{' '.join(words)}</p>")
    shown = page_of(made, definition, joris)
    assert '<del><span class="w-sr-only">[weg: </span>woord9000<span class="w-sr-only">]</span></del>' in shown
    assert '<ins><span class="w-sr-only">[nieuw: </span>middenin<span class="w-sr-only">]</span></ins>' in shown


def test_what_does_not_fit_in_a_release_says_so_and_is_not_reviewed(karin: User, sanne: User, joris: User) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    made_ready(definition, sanne, body=f"<p>{'woord ' * 40_000}</p>")
    shown = page_of(made, definition, joris)
    assert "Het past niet in een uitgave:" in shown
    assert "Dit staat niet klaar. Er is nu niets te beoordelen." in shown
    assert "Er komt nu niets van in de uitgave." in shown


def test_a_draft_that_nobody_made_ready_is_named_on_the_item_and_in_the_list(
    karin: User, sanne: User, joris: User
) -> None:
    definition = content.definition()
    made = opened_on_release(karin)
    assert "Er wacht een concept" not in page_of(made, definition, joris)

    definition.body = "<p>Druk om te winnen.</p>"
    definition.save_revision(user=sanne, log_action=True)

    shown = page_of(made, definition, joris)
    assert "Dit is precies zo als in uitgave 2025.1." in shown
    assert "Er wacht een concept dat nog niet klaarstaat</b>, van sanne" in shown
    worklist = browser(joris).get(reverse("jaarronde:index")).content.decode()
    assert worklist.count("Er wacht een concept dat nog niet klaarstaat.") == 1

    definition.get_latest_revision().publish(user=sanne)
    assert "Er wacht een concept" not in page_of(made, definition, joris)
