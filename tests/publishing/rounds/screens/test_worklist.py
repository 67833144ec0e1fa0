"""The worklist: what it shows of each item, how it is filtered, and what it says of the round."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.filters import Filters
from publishing.rounds.list_rows import HELD_BACK
from publishing.rounds.listing import PER_PAGE, ListPage, list_page
from publishing.rounds.models import Round
from publishing.rounds.retiring import retire_item
from publishing.rounds.syncing import sync_items
from publishing.rounds.working import assign_items
from tests.factories import content
from tests.factories.people import person, signed_in
from tests.factories.rounds import item_of, judged, made_ready, opened
from tests.publishing.rounds.screens.conftest import Browser

pytestmark = pytest.mark.django_db

LIST = "/admin/jaarronde/"


def listed(round: Round, viewer: User, page: int = 1, **filters: str) -> ListPage:
    return list_page(round, Filters(viewer=viewer.pk, **filters), page=page)


def titles(page: ListPage) -> list[str]:
    return [row.title for row in page.rows]


def counts(page: ListPage, facet: str) -> dict[str, int]:
    return {choice.label: choice.count for choice in page.choices[facet]}


def confirm(round: Round, by: User) -> Any:
    return confirm_unchanged(round=round, items=round.items.all(), by=by, at=timezone.now())


def text_of(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


class TestWhatARowSays:
    """The state, why, and who has it."""

    def test_who_confirms_many_at_once_sees_which_hold_the_release_back(self, karin: User) -> None:
        content.definition(term="Rust", body='<p>Lees <a href="#">meer</a>.</p>')
        content.definition(term="Stilte")
        held, free = listed(opened(karin), karin).rows
        assert (held.title, HELD_BACK in held.why) == ("Rust", True)
        assert (free.title, HELD_BACK in free.why) == ("Stilte", False)

    def test_the_menu_leads_every_role_to_the_list(self, karin: User) -> None:
        for role in Role:
            client = signed_in(role, name=f"iemand-{role.value}")
            assert f'"url": "{LIST}"' in client.get("/admin/").content.decode()
            assert "geen open jaarronde" in text_of(client)

    def test_who_has_no_role_sees_nothing(self, karin: User) -> None:
        content.step()
        opened(karin)
        assert b"Stap voor doel" not in signed_in().get(LIST).content

    def test_a_lapsed_review_names_who_changed_what_when(
        self, karin: User, sanne: User, joris: User, browser: Browser
    ) -> None:
        definition = content.definition()
        made = opened(karin)
        confirm(made, joris)
        made_ready(definition, sanne, body="<p>Anders.</p>")
        shown = text_of(browser(joris))
        assert "beoordeling verlopen" in shown
        assert "Na de beoordeling klaargezet door sanne" in shown
        assert reverse("rondeitem:show", args=[item_of(made, definition).pk]) in shown

    def test_a_missing_verdict_leads_to_the_intervention(self, karin: User, sanne: User, browser: Browser) -> None:
        intervention = content.intervention()
        content.observation(intervention, "Niet erkend")
        opened(karin)
        shown = text_of(browser(sanne))
        assert "wacht op oordeel" in shown
        assert "Register: vraagt aandacht." in shown
        assert f"/intervention/edit/{intervention.pk}/#tab-erkenningen" in shown

    def test_when_nobody_is_left_it_says_whom_to_ask(self, karin: User, sanne: User, browser: Browser) -> None:
        person("bea", Role.ADMINISTRATOR)
        definition = content.definition()
        opened(karin)
        made_ready(definition, sanne, body="<p>Anders.</p>")
        assert "Vraag bea om nog een beoordelaar" in text_of(browser(sanne))

    def test_work_of_who_lost_the_role_stands_out(self, karin: User, joris: User) -> None:
        content.step()
        made = opened(karin)
        assign_items(round=made, items=made.items.all(), to=joris, by=made.opened_by, at=made.opened_at)
        (row,) = listed(made, karin).rows
        assert (row.assigned_to, row.assignee_problem) == ("joris", "")
        joris.groups.clear()
        (row,) = listed(made, karin).rows
        assert row.assignee_problem == "kan dit niet (meer) beoordelen"

    def test_work_of_who_left_stands_out_also_when_there_is_nothing_to_review(self, karin: User, sanne: User) -> None:
        step = content.step()
        made = opened(karin)
        assign_items(round=made, items=made.items.all(), to=sanne, by=made.opened_by, at=made.opened_at)
        step.unpublish(user=karin)
        User.objects.filter(pk=sanne.pk).update(is_active=False)
        (row,) = listed(made, karin).rows
        assert row.assignee_problem == "werkt hier niet meer"

    def test_what_was_let_go_and_still_stands_ready_is_open_work(self, karin: User, sanne: User) -> None:
        step = content.step()
        made = opened(karin)
        retire_item(item=item_of(made, step), reason="Dubbel.", by=sanne, at=timezone.now())
        (row,) = listed(made, karin).rows
        assert row.why == ("sanne: Dubbel. Het staat nog klaar: zet het op niet meer klaar.",)
        step.unpublish(user=sanne)
        assert titles(listed(made, karin)) == []
        (row,) = listed(made, karin, state="vervallen").rows
        assert row.why == ("sanne: Dubbel.",)

    def test_a_title_is_what_the_item_is_called_now(self, karin: User, sanne: User) -> None:
        definition = content.definition()
        made = opened(karin)
        made_ready(definition, sanne, term="Toetsdruk")
        assert titles(listed(made, karin)) == ["Toetsdruk"]
        assert titles(listed(made, karin, words="toetsDRUK")) == ["Toetsdruk"]


class TestFilters:
    """They stand in the address, go together, and say beforehand what they would find."""

    @pytest.fixture
    def made(self, karin: User, joris: User, sanne: User) -> Round:
        """Two domains with a recommendation each, of which one is reviewed, and a step outside them."""
        rest, play = content.domain(1, title="Rust"), content.domain(2, title="Spel")
        content.recommendation(rest, "Plan rust")
        content.recommendation(play, "Plan spel")
        step = content.step(1, title="Kies een domein")
        made = opened(karin)
        confirm_unchanged(round=made, items=[item_of(made, rest)], by=joris, at=timezone.now())
        assign_items(round=made, items=[item_of(made, step)], to=joris, by=made.opened_by, at=made.opened_at)
        return made

    def test_open_work_comes_first_and_what_is_settled_is_a_choice(self, made: Round, karin: User) -> None:
        shown = listed(made, karin)
        assert shown.found == 4
        assert "Rust" not in titles(shown)
        everything = listed(made, karin, state="alles")
        assert titles(everything)[-1] == "Rust"
        assert counts(shown, "state") == {
            "open werk": 4,
            "alles": 5,
            "alles om te beoordelen": 4,
            "te bevestigen": 4,
            "beoordeeld": 1,
        }

    def test_filters_go_together_and_counts_follow_the_others(self, made: Round, joris: User) -> None:
        shown = listed(made, joris, kind="aanbeveling")
        assert titles(shown) == ["Plan rust", "Plan spel"]
        assert counts(shown, "domain") == {"alle domeinen": 2, "Rust": 1, "Spel": 1, "buiten de domeinen": 0}
        assert counts(shown, "kind") == {"alle soorten": 4, "stap": 1, "domein": 1, "aanbeveling": 2}
        spel = str(next(one.value for one in shown.domains if one.title == "Spel"))
        assert titles(listed(made, joris, kind="aanbeveling", domain=spel)) == ["Plan spel"]
        assert titles(listed(made, joris, domain="geen")) == ["Stap 1: Kies een domein"]

    def test_work_is_found_by_who_has_it_and_by_who_may_do_it(self, made: Round, joris: User, sanne: User) -> None:
        assert titles(listed(made, joris, person="mij")) == ["Stap 1: Kies een domein"]
        assert titles(listed(made, sanne, person="mij")) == []
        assert titles(listed(made, sanne, person=str(joris.pk))) == ["Stap 1: Kies een domein"]
        assert listed(made, sanne, person="niemand").found == 3
        assert listed(made, sanne, person="te-beoordelen").found == 4
        assert listed(made, sanne, person="vrij").found == 3

    def test_what_cannot_be_found_by_is_left_out(self, made: Round, karin: User, browser: Browser) -> None:
        shown = listed(made, karin, domain="x", kind="gedicht", person="99999", state="moe")
        assert shown.found == 4
        assert shown.filters == Filters(viewer=karin.pk)
        strange = "?domein=%00&soort=x&wie=-1&stand=%F0%9F%98%80&p=99999999999999999999999&q=" + "a" * 5000
        assert "Niets gevonden" in text_of(browser(karin), LIST + strange)

    def test_a_page_that_is_not_there_becomes_the_nearest(self, made: Round, karin: User) -> None:
        assert [listed(made, karin, page=page).page for page in (-3, 0, 1, 9)] == [1, 1, 1, 1]

    def test_progress_is_given_whole_and_per_domain(self, made: Round, karin: User) -> None:
        shown = listed(made, karin, words="niets van dit alles")
        assert str(shown.progress) == "1 van 5 beoordeeld"
        assert [(one.title, str(one.progress)) for one in shown.domains] == [
            ("Rust", "1 van 2 beoordeeld"),
            ("Spel", "0 van 2 beoordeeld"),
            ("Buiten de domeinen", "0 van 1 beoordeeld"),
        ]

    def test_pages_and_filters_stay_in_the_address(self, karin: User, browser: Browser) -> None:
        for number in range(PER_PAGE + 1):
            content.definition(f"Begrip & {number}")
        opened(karin)
        shown = text_of(browser(karin), f"{LIST}?soort=begrip&q=begrip+%26")
        assert "26 van 26 items, bladzijde 1 van 2" in shown
        assert '?soort=begrip&amp;q=begrip+%26&amp;p=2"' in shown


class TestTheHead:
    """The round in a few lines."""

    @pytest.mark.parametrize(
        ("days", "said"),
        [(12, "nog 12 dagen"), (1, "(morgen)"), (0, "(vandaag)"), (-1, "gisteren voorbij"), (-9, "9 dagen voorbij")],
    )
    def test_the_deadline_says_how_long(self, days: int, said: str, karin: User, browser: Browser) -> None:
        opened(karin, deadline=timezone.localdate() + timedelta(days=days))
        assert said in text_of(browser(karin))

    def test_it_says_what_is_left_and_when_nothing_is(self, karin: User, joris: User, browser: Browser) -> None:
        content.step(1), content.step(2)
        made = opened(karin)
        assert "2 punten</a>" not in text_of(browser(karin))
        assert "2 punten open" in text_of(browser(karin))
        confirm(made, joris)
        shown = text_of(browser(karin))
        assert "de ronde kan dicht" in shown
        assert "Er is geen open werk meer" in shown

    def test_a_blocking_finding_keeps_it_from_saying_that_all_is_well(
        self, karin: User, joris: User, browser: Browser
    ) -> None:
        content.reference(url="")
        made = opened(karin)
        assert "2 punten open" in text_of(browser(karin))  # as the check report counts: it, and the finding on it
        confirm(made, joris)
        shown = text_of(browser(karin))
        assert "1 punt open" in shown
        assert "kan dicht" not in shown

    def test_what_became_ready_since_is_offered_to_who_may_take_it_in(
        self, karin: User, joris: User, browser: Browser
    ) -> None:
        opened(karin)
        content.step()
        assert "1 item staat klaar en hoort nog niet bij de werklijst" in text_of(browser(joris))
        assert "Werklijst bijwerken" not in text_of(browser(joris))
        assert "Werklijst bijwerken" in text_of(browser(karin))

    def test_a_round_without_items_says_so(self, karin: User, browser: Browser) -> None:
        opened(karin)
        assert "Er staat nog niets in deze ronde" in text_of(browser(karin))


def test_the_number_of_queries_does_not_grow_with_the_list(karin: User, joris: User, browser: Browser) -> None:
    made, client = opened(karin), browser(karin)
    assert _queries_at(made, client, 0, 4, karin, joris) == _queries_at(made, client, 4, 24, karin, joris)


def _queries_at(made: Round, client: Client, first: int, last: int, by: User, other: User) -> int:
    parent = content.domain(first + 1)
    for number in range(first, last):
        intervention = content.intervention(f"Interventie {number}")
        content.observation(intervention, record=str(number), on=date(2024, 3, 1))
        content.recommendation(parent, f"Aanbeveling {number}", interventions={intervention: "<p>Past.</p>"})
        if number % 2:
            judged(intervention, by, other)
    sync_items(round=made)
    assign_items(round=made, items=made.items.all(), to=other, by=made.opened_by, at=made.opened_at)
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    return len(asked)
