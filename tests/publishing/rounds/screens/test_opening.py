"""Opening a round on a release, and giving it other dates: what is asked, warned about and refused."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.rounds.base import Base
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round
from tests.factories import content
from tests.factories.people import signed_in
from tests.factories.releases import published
from tests.factories.rounds import DAY, DEADLINE, LAST_YEAR, base, judged, opened
from tests.publishing.rounds.screens.conftest import Browser

pytestmark = pytest.mark.django_db

LIST, OPEN, DATES = (reverse(f"jaarronde:{name}") for name in ("index", "open", "dates"))
NOW = datetime(2026, 9, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def _first_of_september(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def base_2025() -> Iterator[Base]:
    """A release that holds a step, beside an older one."""
    content.step()
    found = base()
    with (
        hooks.register_temporarily("round_bases", lambda: ["2025.1", "2024.2"], order=-1),
        hooks.register_temporarily("round_base", {"2025.1": found}.get, order=-1),
    ):
        yield found


def form(**fields: str) -> dict[str, str]:
    dates = {"reference_date": "2026-07-31", "deadline": "2026-10-01"}
    return {"year": "2026", **dates, "base": "2025.1", "warned_about": "", **fields}


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("base_2025")
class TestOpening:
    """Year, dates, base."""

    def test_the_form_begins_with_what_is_usual(self, karin: User, browser: Browser) -> None:
        shown = browser(karin).get(OPEN).context["form"]
        values = {name: shown[name].value() for name in ("year", "reference_date", "deadline", "base")}
        assert values == {"year": 2026, "reference_date": DAY, "deadline": DEADLINE, "base": "2025.1"}
        assert not shown.warning

    def test_the_round_is_opened_and_the_list_is_there(self, karin: User, browser: Browser) -> None:
        answer = browser(karin).post(OPEN, form())
        assert answer.headers["Location"] == LIST
        assert "Jaarronde 2026 is open. In de werklijst: 1." in told(answer)
        made = Round.objects.get()
        assert (made.reference_date, made.base_number, made.opened_by) == (DAY, "2025.1", karin)

    def test_without_a_base_only_when_that_was_chosen(self, karin: User, browser: Browser) -> None:
        assert "Kies de basisuitgave." in text_of(browser(karin).post(OPEN, form(base="")))
        browser(karin).post(OPEN, form(base="geen"))
        assert Round.objects.get().base_number == ""

    def test_everything_that_cannot_be_read_is_said_at_once(self, karin: User, browser: Browser) -> None:
        shown = text_of(
            browser(karin).post(OPEN, form(year="dit jaar", reference_date="31 juli", deadline="", base="2019.1"))
        )
        assert "Dit is geen jaartal" in shown
        assert "Dit is geen datum. Schrijf hem zo: 31-07-2026." in shown
        assert "Vul de uiterste datum in." in shown
        assert "Deze uitgave is er niet." in shown
        assert not Round.objects.exists()

    @pytest.mark.parametrize("year", ["2019", "2101", "-1", "9" * 40, "2026.5"])
    def test_a_year_that_is_none_is_refused(self, year: str, karin: User, browser: Browser) -> None:
        answer = browser(karin).post(OPEN, form(year=year))
        assert "year" in answer.context["form"].errors
        assert not Round.objects.exists()

    def test_a_date_that_has_not_come_is_warned_about_before_anything_is_done(
        self, karin: User, browser: Browser
    ) -> None:
        client, later = browser(karin), form(reference_date="2026-12-31")
        answer = client.post(OPEN, later)
        assert "31-12-2026 ligt in de toekomst" in text_of(answer)
        assert not Round.objects.exists()
        assert 'name="warned_about" value="2026-12-31"' in text_of(answer)
        client.post(OPEN, later | {"reference_date": "2027-01-01", "warned_about": "2026-12-31"})
        assert not Round.objects.exists()  # that is another date than the warning was about
        answer = client.post(OPEN, later | {"warned_about": "2026-12-31"})
        assert "ligt in de toekomst" in told(answer)
        assert Round.objects.get().reference_date == date(2026, 12, 31)

    def test_a_date_before_that_of_the_base_asks_for_a_tick(self, karin: User, browser: Browser) -> None:
        client, early = browser(karin), form(reference_date="2025-07-30")
        assert 'name="confirmed"' not in text_of(client.get(OPEN))
        shown = text_of(client.post(OPEN, early))
        assert "ligt voor die van de basisuitgave (31-07-2025)" in shown
        assert 'name="confirmed"' in shown
        assert not Round.objects.exists()
        client.post(OPEN, early | {"confirmed": "on"})
        assert Round.objects.get().reference_date == date(2025, 7, 30)

    def test_a_base_that_is_gone_is_said(self, karin: User, browser: Browser) -> None:
        assert "Uitgave 2024.2 is er niet meer" in text_of(browser(karin).post(OPEN, form(base="2024.2")))

    def test_a_second_round_beside_an_open_one_is_not_begun(self, karin: User, browser: Browser) -> None:
        opened(karin)
        for answer in (browser(karin).get(OPEN), browser(karin).post(OPEN, form(year="2027"))):
            assert "Jaarronde 2026 is nog open. Sluit die eerst." in told(answer)
        assert Round.objects.count() == 1

    def test_a_year_that_had_its_round_is_said_and_the_next_one_proposed(
        self, karin: User, joris: User, browser: Browser
    ) -> None:
        made = opened(karin)
        confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
        close_round(round=made, by=karin, at=timezone.now())
        assert browser(karin).get(OPEN).context["form"]["year"].value() == 2027
        assert "Er is al een ronde van 2026" in text_of(browser(karin).post(OPEN, form()))

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLISHER])
    def test_only_a_publisher_opens_a_round(self, role: Role) -> None:
        client = signed_in(role)
        assert b'name="reference_date"' not in client.get(OPEN).content
        client.post(OPEN, form())
        assert not Round.objects.exists()


def test_a_first_round_has_no_base_to_choose(karin: User, browser: Browser) -> None:
    shown = browser(karin).get(OPEN)
    assert shown.context["form"]["base"].value() == "geen"
    assert "Er is nog niets gepubliceerd" in text_of(shown)


def test_a_round_is_opened_on_a_published_release(karin: User, browser: Browser) -> None:
    published("2025.1", by=karin, reference_date=LAST_YEAR)
    browser(karin).post(OPEN, form())
    made = Round.objects.get(year=2026)
    assert (made.base_number, made.base_reference_date, made.items.count()) == ("2025.1", LAST_YEAR, 1)


class TestOtherDates:
    """With what they do said beforehand."""

    @pytest.fixture
    def made(self, karin: User) -> Round:
        content.step()
        return opened(karin)

    def test_the_screen_says_how_many_verdicts_stop_counting(
        self, made: Round, karin: User, sanne: User, joris: User, browser: Browser
    ) -> None:
        client = browser(karin)
        assert "Er gaat dus geen oordeel verloren" in text_of(client.get(DATES))
        intervention = content.intervention()
        content.observation(intervention)
        judged(intervention, sanne, joris)
        assert "Er is 1 oordeel op de ijkdatum van nu" in text_of(client.get(DATES))

    def test_the_dates_change_and_are_said(self, made: Round, karin: User, browser: Browser) -> None:
        answer = browser(karin).post(DATES, {"reference_date": "2026-08-31", "deadline": "2026-11-01"})
        assert "De ijkdatum is 31-08-2026, de uiterste datum 01-11-2026." in told(answer)
        made.refresh_from_db()
        assert (made.reference_date, made.deadline) == (date(2026, 8, 31), date(2026, 11, 1))

    def test_a_date_that_is_odd_is_asked_about_here_too(self, made: Round, karin: User, browser: Browser) -> None:
        client, dates = browser(karin), {"deadline": "2026-11-01"}
        assert "toekomst" in text_of(client.post(DATES, dates | {"reference_date": "2026-10-01"}))
        assert "basisuitgave" in text_of(client.post(DATES, dates | {"reference_date": "2025-01-01"}))
        made.refresh_from_db()
        assert made.reference_date == DAY
        client.post(DATES, dates | {"reference_date": "2025-01-01", "confirmed": "on"})
        client.post(DATES, {"reference_date": "2025-01-01", "deadline": "2026-12-01"})  # asked once is enough
        made.refresh_from_db()
        assert (made.reference_date, made.deadline) == (date(2025, 1, 1), date(2026, 12, 1))

    def test_what_cannot_be_read_is_said(self, made: Round, karin: User, browser: Browser) -> None:
        shown = text_of(browser(karin).post(DATES, {"reference_date": "31-02-2026", "deadline": "gauw"}))
        assert shown.count("Dit is geen datum.") >= 2

    def test_a_round_that_was_closed_meanwhile_keeps_its_dates(self, karin: User, browser: Browser) -> None:
        made = opened(karin)
        close_round(round=made, by=karin, at=timezone.now())
        answer = browser(karin).post(DATES, {"reference_date": "2026-08-31", "deadline": "2026-11-01"})
        assert "Er is geen open ronde (meer)" in told(answer)
        made.refresh_from_db()
        assert made.reference_date == DAY

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLISHER])
    def test_only_a_publisher_changes_them(self, role: Role, made: Round) -> None:
        client = signed_in(role)
        assert DATES not in client.get(LIST).content.decode()
        client.post(DATES, {"reference_date": "2026-08-31", "deadline": "2026-11-01"})
        made.refresh_from_db()
        assert made.reference_date == DAY
