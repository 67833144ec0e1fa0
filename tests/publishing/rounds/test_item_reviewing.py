"""Confirming and rejecting on the page of an item. What counts is what stands in the database."""

from typing import Any

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.rounds.models import Review, Round
from publishing.rounds.states import ItemState
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import item_of, made_ready, opened, row_of
from tests.publishing.rounds.item_pages import browser, digest, post, told

pytestmark = pytest.mark.django_db


class TestReviewing:
    """Confirming and rejecting what was on screen."""

    def test_a_reviewer_confirms_what_they_saw(self, on_release: Round, definition: Definition, joris: User) -> None:
        answer = post(on_release, definition, "review", joris, outcome="bevestigd", digest=digest(definition))
        assert row_of(on_release, definition).state is ItemState.REVIEWED
        assert told(answer).startswith("Bevestigd.")
        shown = browser(joris).get(answer.url).content.decode()
        assert "<b>Bevestigd</b> door joris op" in shown
        assert "Bevestig dit" not in shown

    def test_after_acting_one_is_back_on_the_page_with_the_same_way_to_the_list(
        self, on_release: Round, definition: Definition, joris: User
    ) -> None:
        kept = "?terug=stand%3Dnieuw"
        sent = {"outcome": "bevestigd", "digest": digest(definition)}
        answer = post(on_release, definition, "review", joris, kept, **sent)
        assert answer.url == reverse("rondeitem:show", args=[item_of(on_release, definition).pk]) + kept

    def test_what_changed_meanwhile_is_not_reviewed_and_nothing_typed_is_lost(
        self, on_release: Round, definition: Definition, joris: User, sanne: User
    ) -> None:
        seen = digest(definition)
        made_ready(definition, sanne, body="<p>Anders.</p>")
        sent = {"outcome": "afgekeurd", "digest": seen, "reden": "Te <i>moeilijk</i> gezegd."}
        shown = post(on_release, definition, "review", joris, **sent).content.decode()
        assert "is anders dan wat je zag (klaargezet door sanne" in shown
        assert "Te &lt;i&gt;moeilijk&lt;/i&gt; gezegd.</textarea>" in shown
        assert digest(definition) in shown
        assert not Review.objects.exists()

    def test_rejecting_needs_a_reason_and_says_so_beside_the_form(
        self, on_release: Round, definition: Definition, joris: User
    ) -> None:
        sent = {"outcome": "afgekeurd", "digest": digest(definition)}
        refused = post(on_release, definition, "review", joris, **sent, reden=" ").content.decode()
        assert "Zeg waarom je dit afkeurt, dan weet de redacteur wat er anders moet." in refused
        assert not Review.objects.exists()
        post(on_release, definition, "review", joris, **sent, reden="<script>alert(1)</script>")
        assert row_of(on_release, definition).state is ItemState.REJECTED
        shown = browser(joris).get(reverse("rondeitem:show", args=[item_of(on_release, definition).pk]))
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.content.decode()
        assert "<script>alert(1)" not in shown.content.decode()

    def test_what_was_confirmed_can_still_be_rejected(
        self, on_release: Round, definition: Definition, joris: User
    ) -> None:
        seen = digest(definition)
        post(on_release, definition, "review", joris, outcome="bevestigd", digest=seen)
        other = person("fatima", Role.REVIEWER)
        post(on_release, definition, "review", other, outcome="afgekeurd", digest=seen, reden="Toch niet.")
        assert row_of(on_release, definition).state is ItemState.REJECTED

    def test_of_two_reviewers_at_once_the_second_sees_who_was_first(
        self, on_release: Round, definition: Definition, joris: User
    ) -> None:
        sent = {"outcome": "bevestigd", "digest": digest(definition)}
        post(on_release, definition, "review", joris, **sent)
        shown = post(on_release, definition, "review", person("fatima", Role.REVIEWER), **sent).content.decode()
        assert "is al beoordeeld zoals het nu is" in shown
        assert "<b>Bevestigd</b> door joris op" in shown
        assert Review.objects.count() == 1

    @pytest.mark.parametrize("make", [lambda: person("piet", Role.EDITOR, Role.REVIEWER), superuser])
    def test_nobody_reviews_their_own_change_whoever_they_are(
        self, on_release: Round, definition: Definition, make: Any
    ) -> None:
        somebody = make()
        made_ready(definition, somebody, body="<p>Anders.</p>")
        answer = post(on_release, definition, "review", somebody, outcome="bevestigd", digest=digest(definition))
        assert "zelf gewijzigd" in answer.content.decode()
        assert not Review.objects.exists()

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
    def test_only_a_reviewer_reviews(self, on_release: Round, definition: Definition, role: Role) -> None:
        post(on_release, definition, "review", person("els", role), outcome="bevestigd", digest=digest(definition))
        assert not Review.objects.exists()

    def test_a_choice_that_is_none_reviews_nothing(
        self, on_release: Round, definition: Definition, joris: User
    ) -> None:
        sent = {"outcome": "misschien", "digest": digest(definition)}
        assert "Kies: bevestigen of afkeuren." in post(on_release, definition, "review", joris, **sent).content.decode()
        assert not Review.objects.exists()

    def test_each_tailored_text_is_reviewed_by_itself(self, karin: User, joris: User) -> None:
        pairs = [content.intervention(f"Interventie {number}") for number in range(3)]
        page = content.recommendation(content.domain(), interventions=dict.fromkeys(pairs, "<p>Les.</p>"))
        made = opened(karin)
        seen = {"digest": digest(page, "aanbeveling")}
        post(made, page, "review", joris, outcome="bevestigd", pair=pairs[1].uid, **seen)
        assert row_of(made, page).open_parts == (None, pairs[0].uid, pairs[2].uid)
        refused = post(made, page, "review", joris, outcome="afgekeurd", pair=pairs[2].uid, **seen).content.decode()
        before, after = refused.split('id="tekst-3"')
        assert 'aria-invalid="true"' in after
        assert 'aria-invalid="true"' not in before
        assert "2 onderdelen" not in told(post(made, page, "review", joris, outcome="bevestigd", **seen))
        assert row_of(made, page).state is ItemState.REVIEWED

    @pytest.mark.parametrize("pair", ["geen-uid", "00000000-0000-0000-0000-000000000000"])
    def test_a_text_that_is_not_there_is_not_reviewed(
        self, on_release: Round, definition: Definition, joris: User, pair: str
    ) -> None:
        sent = {"outcome": "bevestigd", "digest": digest(definition), "pair": pair}
        assert "staat niet meer bij" in post(on_release, definition, "review", joris, **sent).content.decode()
        assert not Review.objects.exists()
