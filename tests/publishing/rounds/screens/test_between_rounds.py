"""What the screens say while no round is open: what to do next, the closed rounds, and opening one of those again."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round, RoundReopening
from tests.factories import content
from tests.factories.people import signed_in
from tests.factories.rounds import made_ready, opened
from tests.publishing.rounds.screens.conftest import Browser

pytestmark = pytest.mark.django_db

LIST, CLOSED, REOPEN = "/admin/jaarronde/", "/admin/jaarronde/2026/", "/admin/jaarronde/2026/heropenen/"


def text_of(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def closed(karin: User, joris: User) -> Round:
    """Return the round of 2026, worked through and closed."""
    made = opened(karin)
    confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
    return close_round(round=made, by=karin, at=timezone.now())


class TestWithoutARound:
    """What to do next."""

    def test_who_may_open_a_round_gets_a_button(self, karin: User, browser: Browser) -> None:
        shown = text_of(browser(karin))
        assert "Er is nu geen open jaarronde" in shown
        assert reverse("jaarronde:open") in shown

    def test_others_are_told_whom_to_ask(self, karin: User, joris: User, browser: Browser) -> None:
        shown = text_of(browser(joris))
        assert "Vraag het aan karin" in shown
        assert reverse("jaarronde:open") not in shown

    def test_when_nobody_may_open_one_an_administrator_is_the_one_to_ask(self, joris: User, browser: Browser) -> None:
        assert "vraag een beheerder" in text_of(browser(joris))

    def test_closed_rounds_can_be_read_as_they_were(
        self, karin: User, sanne: User, joris: User, browser: Browser
    ) -> None:
        definition = content.definition()
        closed(karin, joris)
        made_ready(definition, sanne, term="Heel anders", body="<p>Anders.</p>")
        client = browser(joris)
        assert reverse("jaarronde:closed", args=[2026]) in text_of(client)
        shown = text_of(client, reverse("jaarronde:closed", args=[2026]))
        assert "1 van 1 beoordeeld" in shown
        assert "Prestatiedruk" in shown
        assert "Heel anders" not in shown
        assert 'type="checkbox"' not in shown
        assert client.get(reverse("jaarronde:closed", args=[2031])).status_code == 404

    def test_the_open_round_has_no_list_that_is_closed(self, karin: User, browser: Browser) -> None:
        opened(karin)
        answer = browser(karin).get(reverse("jaarronde:closed", args=[2026]))
        assert answer.headers["Location"] == LIST


class TestReopening:
    """A closed round that did not come out can be opened again, by who may close it, with a reason."""

    @pytest.fixture(autouse=True)
    def made(self, karin: User, joris: User) -> Round:
        content.definition()
        return closed(karin, joris)

    def test_it_is_offered_and_says_what_it_does(self, karin: User, joris: User, browser: Browser) -> None:
        assert REOPEN in text_of(browser(karin), CLOSED)
        assert REOPEN not in text_of(browser(joris), CLOSED)
        assert "Beoordelingen en oordelen blijven staan" in text_of(browser(karin), REOPEN)

    def test_the_reason_is_kept_and_read_back_once_it_closes_again(
        self, made: Round, karin: User, browser: Browser
    ) -> None:
        client = browser(karin)
        answer = client.post(REOPEN, {"reason": "De link bij <b>Rust</b> was stuk."}, follow=True)
        assert "Jaarronde 2026 is weer open." in answer.content.decode()
        made.refresh_from_db()
        assert made.closed_at is None
        close_round(round=made, by=karin, at=timezone.now())
        assert "heropend door karin" in text_of(client, CLOSED)
        assert "De link bij &lt;b&gt;Rust&lt;/b&gt; was stuk." in text_of(client, CLOSED)

    def test_without_a_reason_it_stays_closed(self, karin: User, browser: Browser) -> None:
        assert "Zeg waarom" in browser(karin).post(REOPEN, {"reason": " "}).content.decode()
        assert not RoundReopening.objects.exists()

    def test_one_that_came_out_stays_closed(self, made: Round, karin: User, browser: Browser) -> None:
        Round.objects.filter(pk=made.pk).update(published_in="2026.1")
        client = browser(karin)
        assert REOPEN not in text_of(client, CLOSED)
        assert 'Uitgebracht als <a href="/admin/uitgaven/nummer/2026.1/">uitgave 2026.1</a>' in text_of(client, CLOSED)
        assert "is uitgebracht als 2026.1" in client.get(REOPEN, follow=True).content.decode()
        assert "is uitgebracht als 2026.1" in client.post(REOPEN, {"reason": "Toch."}).content.decode()
        assert not RoundReopening.objects.exists()

    def test_while_another_is_open_it_stays_closed(self, karin: User, browser: Browser) -> None:
        opened(karin, year=2027)
        client = browser(karin)
        assert REOPEN not in text_of(client, CLOSED)
        for answer in (client.get(REOPEN, follow=True), client.post(REOPEN, {"reason": "Toch."})):
            assert "Er is al een andere ronde open" in answer.content.decode()

    def test_one_that_is_open_or_never_was_is_no_dead_end(self, karin: User, browser: Browser) -> None:
        client = browser(karin)
        client.post(REOPEN, {"reason": "Nog iets."})
        assert client.get(REOPEN, follow=True).redirect_chain[-1][0] == LIST
        assert client.get("/admin/jaarronde/2031/heropenen/").status_code == 404

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLISHER])
    def test_only_a_publisher_does_so(self, made: Round, role: Role) -> None:
        client = signed_in(role)
        client.post(REOPEN, {"reason": "Ik wil het."})
        made.refresh_from_db()
        assert made.closed_at is not None
