"""Talking about, assigning and letting go on the page of an item. What counts is what stands in the database."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Comment, Review, Round
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import item_of, opened
from tests.publishing.rounds.item_pages import browser, digest, post, told

pytestmark = pytest.mark.django_db


class TestTalking:
    """One thread, oldest first."""

    def test_comments_stand_in_the_order_in_which_they_were_made(
        self, on_release: Round, definition: Definition, karin: User, joris: User
    ) -> None:
        post(on_release, definition, "comment", karin, tekst="Klopt <b>dit</b> nog?")
        answer = post(on_release, definition, "comment", joris, tekst="Ja.\nHet klopt.")
        shown = browser(joris).get(answer.url).content.decode()
        assert shown.index("Klopt &lt;b&gt;dit&lt;/b&gt; nog?") < shown.index("Het klopt.")

    def test_an_empty_comment_is_not_placed(self, on_release: Round, definition: Definition, joris: User) -> None:
        assert (
            "Schrijf eerst wat je wilt zeggen."
            in post(on_release, definition, "comment", joris, tekst=" ").content.decode()
        )
        assert not Comment.objects.exists()

    def test_who_only_reads_along_does_not_comment(self, on_release: Round, definition: Definition) -> None:
        post(on_release, definition, "comment", person("lea", Role.READER), tekst="Hallo")
        assert not Comment.objects.exists()


class TestAssigning:
    """Somebody takes it on."""

    def test_an_editor_gives_it_to_somebody_and_takes_it_back(
        self, on_release: Round, definition: Definition, sanne: User, joris: User
    ) -> None:
        answer = post(on_release, definition, "assign", sanne, to=joris.pk)
        assert item_of(on_release, definition).assigned_to == joris
        assert "Toegewezen aan <b>joris</b>" in browser(sanne).get(answer.url).content.decode()
        post(on_release, definition, "assign", sanne, to="")
        assert item_of(on_release, definition).assigned_to is None

    def test_who_left_or_has_no_work_in_a_round_is_not_given_any(
        self, on_release: Round, definition: Definition, sanne: User
    ) -> None:
        left, reader = person("weg", Role.REVIEWER), person("lea", Role.READER)
        User.objects.filter(pk=left.pk).update(is_active=False)
        for somebody in (left, reader):
            answer = post(on_release, definition, "assign", sanne, to=somebody.pk)
            assert "Deze persoon werkt niet (meer) aan de ronde." in answer.content.decode()
        assert item_of(on_release, definition).assigned_to is None

    def test_who_lost_the_role_still_stands_there_and_the_page_says_so(
        self, on_release: Round, definition: Definition, sanne: User, joris: User
    ) -> None:
        answer = post(on_release, definition, "assign", sanne, to=joris.pk)
        joris.groups.clear()
        assert "joris mag dit niet beoordelen." in browser(sanne).get(answer.url).content.decode()

    def test_a_reviewer_assigns_nothing(self, on_release: Round, definition: Definition, joris: User) -> None:
        post(on_release, definition, "assign", joris, to=joris.pk)
        assert item_of(on_release, definition).assigned_to is None


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
        self, on_release: Round, definition: Definition, sanne: User, reason: str
    ) -> None:
        shown = post(on_release, definition, "retire", sanne, reason=reason).content.decode()
        assert "Zeg waarom dit vervalt." in shown
        assert item_of(on_release, definition).retired_at is None

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
        self, on_release: Round, definition: Definition, sanne: User, karin: User
    ) -> None:
        post(on_release, definition, "retire", karin, reason="Was al weg.")
        assert (
            "is vervallen: Was al weg."
            in post(on_release, definition, "retire", sanne, reason="Dubbel.").content.decode()
        )
        address = reverse("rondeitem:retire", args=[item_of(on_release, definition).pk])
        assert told(browser(sanne).get(address)) == "Dit item vervalt al."

    def test_what_was_let_go_is_not_reviewed(
        self, on_release: Round, definition: Definition, sanne: User, joris: User
    ) -> None:
        post(on_release, definition, "retire", sanne, reason="Dubbel.")
        answer = post(on_release, definition, "review", joris, outcome="bevestigd", digest=digest(definition))
        assert "is vervallen: Dubbel." in answer.content.decode()
        assert not Review.objects.exists()

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.READER])
    def test_who_is_no_editor_lets_nothing_go(self, on_release: Round, definition: Definition, role: Role) -> None:
        post(on_release, definition, "retire", person("els", role), reason="Weg ermee.")
        assert item_of(on_release, definition).retired_at is None


def test_in_a_closed_round_nothing_changes_any_more(
    on_release: Round, definition: Definition, karin: User, sanne: User, joris: User
) -> None:
    confirm_unchanged(round=on_release, items=on_release.items.all(), by=joris, at=timezone.now())
    close_round(round=on_release, by=karin, at=timezone.now())
    before = on_release.items.values().get()
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
        answer = post(on_release, definition, what, chief, **fields)
        assert "Jaarronde 2026 is gesloten" in answer.content.decode(), what
    assert on_release.items.values().get() == before
    assert Review.objects.count() == 1
    assert not Comment.objects.exists()


def test_the_address_of_a_form_that_was_refused_leads_to_the_page(
    on_release: Round, definition: Definition, joris: User
) -> None:
    item = item_of(on_release, definition)
    answer = browser(joris).get(reverse("rondeitem:review", args=[item.pk]))
    assert answer.url == reverse("rondeitem:show", args=[item.pk])  # type: ignore[attr-defined]  # a redirect
