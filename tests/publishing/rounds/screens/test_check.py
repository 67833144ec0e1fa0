"""The check report: all that is still open, by domain and item, and closing the round."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.acceptances.services import accept_warning
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.current import read_current
from publishing.rounds.models import Round
from publishing.rounds.reporting import Report, read_report
from tests.factories import content
from tests.factories.people import signed_in
from tests.factories.rounds import DAY, item_of, judged, made_ready, opened
from tests.publishing.rounds.screens.conftest import Browser

pytestmark = pytest.mark.django_db

LIST, CHECK, CLOSE = (reverse(f"jaarronde:{name}") for name in ("index", "check", "close"))


def confirm(round: Round, by: User) -> None:
    confirm_unchanged(round=round, items=round.items.all(), by=by, at=timezone.now())


def said(report: Report) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {group.title: [(line.title, line.messages) for line in group.lines] for group in report.groups}


def told(answer: Any) -> str:
    return " ".join(" ".join(str(message).split()) for message in get_messages(answer.wsgi_request))


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


class TestTheReport:
    """Computed now."""

    def test_points_stand_by_domain_and_an_item_once(self, karin: User, sanne: User, joris: User) -> None:
        rest, play = content.domain(1, title="Rust"), content.domain(2, title="Spel")
        shared = content.intervention("Overal")
        for parent in (rest, play):
            content.recommendation(parent, f"Plan {parent.title}", interventions={shared: "<p>Past.</p>"})
        content.reference("Zonder adres", url="")
        made = opened(karin)
        made_ready(play, sanne, explanation="<p>Spelen helpt.</p>")
        confirm_unchanged(round=made, items=[item_of(made, rest)], by=joris, at=timezone.now())
        found = read_report(made)
        assert list(found.groups[0].lines[0].messages) == ["Nog te bevestigen."]
        assert {title: [line for line, _ in lines] for title, lines in said(found).items()} == {
            "Rust": ["Plan Rust"],
            "Spel": ["Spel", "Plan Spel"],
            "In meer domeinen": ["Overal"],
            "Buiten de domeinen": ["Zonder adres"],
        }
        (_, messages) = said(found)["Buiten de domeinen"][0]
        assert len(messages) == 2  # to be confirmed, and the finding
        assert (found.points, found.blocking) == (6, 1)

    def test_what_is_ready_and_not_listed_is_named_without_a_link(self, karin: User, browser: Browser) -> None:
        made = opened(karin)
        content.step(3)
        (line,) = read_report(made).groups[0].lines
        assert line.key is None
        assert "nog niet in de werklijst" in text_of(browser(karin).get(CHECK))

    def test_warnings_say_how_many_were_accepted(self, karin: User, joris: User, browser: Browser) -> None:
        rest = content.domain(1)
        content.recommendation(rest, "Zonder hulp")
        made = opened(karin)
        confirm(made, joris)
        before = read_report(made)
        assert (before.points, before.warned, before.accepted) == (0, 2, 0)
        current = read_current(DAY, with_findings=True)
        first = next(one for item in current.values() for one in item.findings if one.level == "warning")
        accept_warning(finding=first, round_year=2026, reason="Komt nog.", by=karin, at=timezone.now())
        after = read_report(made)
        assert (after.warned, after.accepted, after.open_warnings) == (2, 1, 1)
        shown = text_of(browser(joris).get(CHECK))
        assert "2 waarschuwingen, waarvan er 1 met een reden blijft staan" in shown
        assert "Alles is beoordeeld: de ronde kan dicht" in shown

    def test_what_two_people_left_out_is_no_concern(self, karin: User, sanne: User, joris: User) -> None:
        intervention = content.intervention()
        content.observation(intervention)
        made = opened(karin)
        judged(intervention, sanne, joris, is_included=False)
        assert read_report(made).groups == ()

    def test_the_number_of_queries_does_not_grow_with_the_round(self, karin: User) -> None:
        for number in range(1, 4):
            content.definition(f"Begrip {number}")
        made = opened(karin)
        few = _queries(made)
        for number in range(4, 40):
            content.definition(f"Begrip {number}")
        assert _queries(made) == few

    def test_without_an_open_round_there_is_nothing_to_check(self, karin: User, browser: Browser) -> None:
        answer = browser(karin).get(CHECK)
        assert answer.headers["Location"] == LIST
        assert "geen open jaarronde" in told(answer)


def _queries(round: Round) -> int:
    with CaptureQueriesContext(connection) as asked:
        read_report(round)
    return len(asked)


class TestClosing:
    """When nothing is open."""

    def test_while_something_is_open_there_is_no_button(self, karin: User, browser: Browser) -> None:
        content.step()
        opened(karin)
        shown = browser(karin).get(CHECK).content.decode()
        assert f'action="{CLOSE}"' not in shown
        assert "Dat kan pas als er geen punten meer open staan." in shown

    def test_who_asks_anyway_is_refused_and_reads_in_one_sentence_how_much_is_left(
        self, karin: User, browser: Browser
    ) -> None:
        for number in (1, 2, 3):
            content.step(number)
        made = opened(karin)
        answer = browser(karin).post(CLOSE, {"ronde": made.pk})
        assert answer.headers["Location"] == CHECK
        assert told(answer) == "De ronde kan nog niet dicht: nog 3 punten, zie hieronder."
        assert Round.objects.get().closed_at is None

    def test_a_round_that_is_done_is_closed_and_stays_to_be_read(
        self, karin: User, joris: User, browser: Browser
    ) -> None:
        content.step()
        made = opened(karin)
        confirm(made, joris)
        client = browser(karin)
        answer = client.post(CLOSE, {"ronde": made.pk})
        assert answer.headers["Location"] == LIST
        assert "Jaarronde 2026 is gesloten." in told(answer)
        after = "Tot de uitgave kun je de ronde nog heropenen, met een reden."
        assert f"is gesloten. {after}" in told(client.post(CLOSE, {"ronde": made.pk}))
        assert Round.objects.get().closed_by == karin
        assert client.get(reverse("jaarronde:closed", args=[2026])).status_code == 200

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLISHER])
    def test_only_a_publisher_closes_it(self, role: Role, karin: User, joris: User) -> None:
        content.step()
        made = opened(karin)
        confirm(made, joris)
        client = signed_in(role)
        shown = client.get(CHECK).content.decode()
        assert f'action="{CLOSE}"' not in shown
        assert "De publicist kan de ronde sluiten" in shown
        client.post(CLOSE, {"ronde": made.pk})
        assert Round.objects.get().closed_at is None
