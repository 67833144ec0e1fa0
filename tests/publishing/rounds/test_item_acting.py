"""Reviewing, talking, assigning and letting go on the page of an item. What counts is what stands in the database."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.current import read_one
from publishing.rounds.models import Comment, Review, Round, RoundItem
from publishing.rounds.states import ItemState
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import DAY, item_of, made_ready, opened, opened_on_release, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def definition(db: None) -> Definition:
    return content.definition()


@pytest.fixture
def round_2026(definition: Definition, karin: User) -> Round:
    return opened_on_release(karin)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(round: Round, item: Any, what: str, user: User, query: str = "", **sent: Any) -> Any:
    return browser(user).post(reverse(f"rondeitem:{what}", args=[item_of(round, item).pk]) + query, sent)


def digest(item: Any, kind: str = "begrip") -> str:
    current = read_one(kind, item.uid, DAY)
    assert current is not None
    return current.digest


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request)).strip()


class TestReviewing:
    """Confirming and rejecting what was on screen."""

    def test_a_reviewer_confirms_what_they_saw(self, round_2026: Round, definition: Definition, joris: User) -> None:
        answer = post(round_2026, definition, "review", joris, outcome="bevestigd", digest=digest(definition))
        assert row_of(round_2026, definition).state is ItemState.REVIEWED
        assert told(answer) == "Bevestigd."
        shown = browser(joris).get(answer.url).content.decode()
        assert "<b>Bevestigd</b> door joris op" in shown
        assert "Bevestig dit" not in shown

    def test_after_acting_one_is_back_on_the_page_with_the_same_way_to_the_list(
        self, round_2026: Round, definition: Definition, joris: User
    ) -> None:
        kept = "?terug=stand%3Dnieuw"
        sent = {"outcome": "bevestigd", "digest": digest(definition)}
        answer = post(round_2026, definition, "review", joris, kept, **sent)
        assert answer.url == reverse("rondeitem:show", args=[item_of(round_2026, definition).pk]) + kept

    def test_what_changed_meanwhile_is_not_reviewed_and_nothing_typed_is_lost(
        self, round_2026: Round, definition: Definition, joris: User, sanne: User
    ) -> None:
        seen = digest(definition)
        made_ready(definition, sanne, body="<p>Anders.</p>")
        sent = {"outcome": "afgekeurd", "digest": seen, "reden": "Te <i>moeilijk</i> gezegd."}
        shown = post(round_2026, definition, "review", joris, **sent).content.decode()
        assert "is anders dan wat je zag (klaargezet door sanne" in shown
        assert "Te &lt;i&gt;moeilijk&lt;/i&gt; gezegd.</textarea>" in shown
        assert digest(definition) in shown
        assert not Review.objects.exists()

    def test_rejecting_needs_a_reason_and_says_so_beside_the_form(
        self, round_2026: Round, definition: Definition, joris: User
    ) -> None:
        sent = {"outcome": "afgekeurd", "digest": digest(definition)}
        refused = post(round_2026, definition, "review", joris, **sent, reden=" ").content.decode()
        assert "Zeg waarom je dit afkeurt, dan weet de redacteur wat er anders moet." in refused
        assert not Review.objects.exists()
        post(round_2026, definition, "review", joris, **sent, reden="<script>alert(1)</script>")
        assert row_of(round_2026, definition).state is ItemState.REJECTED
        shown = browser(joris).get(reverse("rondeitem:show", args=[item_of(round_2026, definition).pk]))
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.content.decode()
        assert "<script>alert(1)" not in shown.content.decode()

    def test_what_was_confirmed_can_still_be_rejected(
        self, round_2026: Round, definition: Definition, joris: User
    ) -> None:
        seen = digest(definition)
        post(round_2026, definition, "review", joris, outcome="bevestigd", digest=seen)
        other = person("fatima", Role.REVIEWER)
        post(round_2026, definition, "review", other, outcome="afgekeurd", digest=seen, reden="Toch niet.")
        assert row_of(round_2026, definition).state is ItemState.REJECTED

    def test_of_two_reviewers_at_once_the_second_sees_who_was_first(
        self, round_2026: Round, definition: Definition, joris: User
    ) -> None:
        sent = {"outcome": "bevestigd", "digest": digest(definition)}
        post(round_2026, definition, "review", joris, **sent)
        shown = post(round_2026, definition, "review", person("fatima", Role.REVIEWER), **sent).content.decode()
        assert "is al beoordeeld zoals het nu is" in shown
        assert "<b>Bevestigd</b> door joris op" in shown
        assert Review.objects.count() == 1

    @pytest.mark.parametrize("make", [lambda: person("piet", Role.EDITOR, Role.REVIEWER), superuser])
    def test_nobody_reviews_their_own_change_whoever_they_are(
        self, round_2026: Round, definition: Definition, make: Any
    ) -> None:
        somebody = make()
        made_ready(definition, somebody, body="<p>Anders.</p>")
        answer = post(round_2026, definition, "review", somebody, outcome="bevestigd", digest=digest(definition))
        assert "zelf gewijzigd" in answer.content.decode()
        assert not Review.objects.exists()

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
    def test_only_a_reviewer_reviews(self, round_2026: Round, definition: Definition, role: Role) -> None:
        post(round_2026, definition, "review", person("els", role), outcome="bevestigd", digest=digest(definition))
        assert not Review.objects.exists()

    def test_a_choice_that_is_none_reviews_nothing(
        self, round_2026: Round, definition: Definition, joris: User
    ) -> None:
        sent = {"outcome": "misschien", "digest": digest(definition)}
        assert "Kies: bevestigen of afkeuren." in post(round_2026, definition, "review", joris, **sent).content.decode()
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
        self, round_2026: Round, definition: Definition, joris: User, pair: str
    ) -> None:
        sent = {"outcome": "bevestigd", "digest": digest(definition), "pair": pair}
        assert "staat niet meer bij" in post(round_2026, definition, "review", joris, **sent).content.decode()
        assert not Review.objects.exists()


class TestTalking:
    """One thread, oldest first."""

    def test_comments_stand_in_the_order_in_which_they_were_made(
        self, round_2026: Round, definition: Definition, karin: User, joris: User
    ) -> None:
        post(round_2026, definition, "comment", karin, tekst="Klopt <b>dit</b> nog?")
        answer = post(round_2026, definition, "comment", joris, tekst="Ja.\nHet klopt.")
        shown = browser(joris).get(answer.url).content.decode()
        assert shown.index("Klopt &lt;b&gt;dit&lt;/b&gt; nog?") < shown.index("Het klopt.")

    def test_an_empty_comment_is_not_placed(self, round_2026: Round, definition: Definition, joris: User) -> None:
        assert (
            "Schrijf eerst wat je wilt zeggen."
            in post(round_2026, definition, "comment", joris, tekst=" ").content.decode()
        )
        assert not Comment.objects.exists()

    def test_who_only_reads_along_does_not_comment(self, round_2026: Round, definition: Definition) -> None:
        post(round_2026, definition, "comment", person("lea", Role.READER), tekst="Hallo")
        assert not Comment.objects.exists()


class TestAssigning:
    """Somebody takes it on."""

    def test_an_editor_gives_it_to_somebody_and_takes_it_back(
        self, round_2026: Round, definition: Definition, sanne: User, joris: User
    ) -> None:
        answer = post(round_2026, definition, "assign", sanne, to=joris.pk)
        assert item_of(round_2026, definition).assigned_to == joris
        assert "Toegewezen aan <b>joris</b>" in browser(sanne).get(answer.url).content.decode()
        post(round_2026, definition, "assign", sanne, to="")
        assert item_of(round_2026, definition).assigned_to is None

    def test_who_left_or_has_no_work_in_a_round_is_not_given_any(
        self, round_2026: Round, definition: Definition, sanne: User
    ) -> None:
        left, reader = person("weg", Role.REVIEWER), person("lea", Role.READER)
        User.objects.filter(pk=left.pk).update(is_active=False)
        for somebody in (left, reader):
            answer = post(round_2026, definition, "assign", sanne, to=somebody.pk)
            assert "Deze persoon werkt niet (meer) aan de ronde." in answer.content.decode()
        assert item_of(round_2026, definition).assigned_to is None

    def test_who_lost_the_role_still_stands_there_and_the_page_says_so(
        self, round_2026: Round, definition: Definition, sanne: User, joris: User
    ) -> None:
        answer = post(round_2026, definition, "assign", sanne, to=joris.pk)
        joris.groups.clear()
        assert "joris mag dit niet beoordelen." in browser(sanne).get(answer.url).content.decode()

    def test_a_reviewer_assigns_nothing(self, round_2026: Round, definition: Definition, joris: User) -> None:
        post(round_2026, definition, "assign", joris, to=joris.pk)
        assert item_of(round_2026, definition).assigned_to is None


class TestLettingGo:
    """With a reason, a successor, and back."""

    def test_an_editor_lets_it_go_with_a_successor_and_takes_that_back(
        self, definition: Definition, karin: User, sanne: User
    ) -> None:
        other, step = content.definition("Stress"), content.step()
        made = opened(karin)
        form = browser(sanne).get(reverse("rondeitem:retire", args=[item_of(made, definition).pk])).content.decode()
        assert ">Stress</option>" in form
        assert f">{step.title}</option>" not in form
        assert f">{definition.term}</option>" not in form
        post(made, definition, "retire", sanne, reason="Dubbel.", successor=item_of(made, other).pk)
        gone = item_of(made, definition)
        assert (gone.retired_reason, gone.successor, gone.retired_by) == ("Dubbel.", other.uid, sanne)
        post(made, definition, "restore", sanne)
        assert item_of(made, definition).retired_at is None

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_without_a_reason_it_stays(
        self, round_2026: Round, definition: Definition, sanne: User, reason: str
    ) -> None:
        shown = post(round_2026, definition, "retire", sanne, reason=reason).content.decode()
        assert "Zeg waarom dit vervalt." in shown
        assert item_of(round_2026, definition).retired_at is None

    def test_a_successor_that_was_let_go_itself_is_refused_and_the_reason_stays_typed(
        self, definition: Definition, karin: User, sanne: User
    ) -> None:
        other = content.definition("Stress")
        made = opened(karin)
        post(made, other, "retire", sanne, reason="Weg.")
        sent: dict[str, Any] = {"reason": "Dubbel.", "successor": item_of(made, other).pk}
        shown = post(made, definition, "retire", sanne, **sent).content.decode()
        assert "Dit item blijft niet in deze ronde." in shown
        assert "Dubbel.</textarea>" in shown
        assert item_of(made, definition).retired_at is None

    def test_what_somebody_else_let_go_first_is_told(
        self, round_2026: Round, definition: Definition, sanne: User, karin: User
    ) -> None:
        post(round_2026, definition, "retire", karin, reason="Was al weg.")
        assert (
            "is vervallen: Was al weg."
            in post(round_2026, definition, "retire", sanne, reason="Dubbel.").content.decode()
        )
        address = reverse("rondeitem:retire", args=[item_of(round_2026, definition).pk])
        assert told(browser(sanne).get(address)) == "Dit item vervalt al."

    def test_what_was_let_go_is_not_reviewed(
        self, round_2026: Round, definition: Definition, sanne: User, joris: User
    ) -> None:
        post(round_2026, definition, "retire", sanne, reason="Dubbel.")
        answer = post(round_2026, definition, "review", joris, outcome="bevestigd", digest=digest(definition))
        assert "is vervallen: Dubbel." in answer.content.decode()
        assert not Review.objects.exists()

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.READER])
    def test_who_is_no_editor_lets_nothing_go(self, round_2026: Round, definition: Definition, role: Role) -> None:
        post(round_2026, definition, "retire", person("els", role), reason="Weg ermee.")
        assert item_of(round_2026, definition).retired_at is None


def test_in_a_closed_round_nothing_changes_any_more(
    round_2026: Round, definition: Definition, karin: User, sanne: User, joris: User
) -> None:
    confirm_unchanged(round=round_2026, items=round_2026.items.all(), by=joris, at=timezone.now())
    close_round(round=round_2026, by=karin, at=timezone.now())
    before = RoundItem.objects.values().get()
    sent: dict[str, dict[str, Any]] = {
        "review": {"outcome": "afgekeurd", "digest": digest(definition), "reden": "Nee."},
        "comment": {"tekst": "Te laat?"},
        "assign": {"to": joris.pk},
        "retire": {"reason": "Weg."},
        "restore": {},
        "accept": {"bevinding": "x", "reden": "Mag."},
        "withdraw": {"acceptatie": "1"},
    }
    chief = superuser()
    for what, fields in sent.items():
        answer = post(round_2026, definition, what, chief, **fields)
        assert "Jaarronde 2026 is gesloten" in answer.content.decode(), what
    assert RoundItem.objects.values().get() == before
    assert Review.objects.count() == 1
    assert not Comment.objects.exists()


def test_the_address_of_a_form_that_was_refused_leads_to_the_page(
    round_2026: Round, definition: Definition, joris: User
) -> None:
    item = item_of(round_2026, definition)
    answer = browser(joris).get(reverse("rondeitem:review", args=[item.pk]))
    assert answer.url == reverse("rondeitem:show", args=[item.pk])  # type: ignore[attr-defined]  # a redirect
