"""The log on screen and as CSV: who may see it, what it can be narrowed to, and that it stays light."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.acts.act import Subject
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent
from publishing.audit.screens.download import csv_lines
from tests.factories.audit import AT, recorded
from tests.factories.people import person, signed_in

pytestmark = pytest.mark.django_db

MAY = [Role.ADMINISTRATOR, Role.PUBLISHER]


@pytest.fixture
def events() -> None:
    """A publication by a person, and a refused rollback by the system a year later."""
    karin = person("karin")
    karin.first_name, karin.last_name = "Karin", "Smit"
    recorded(
        by=karin,
        details={"generatie": 1, "akkoord": True, "rollen": ["a", "b"], "leeg": None, "vingerafdruk": "ab" * 32},
    )
    other = Subject("uitgave", "2027.1", "uitgave 2027.1")
    recorded(Action.RELEASE_ROLLED_BACK, obj=other, refusal="Geef een reden.", at=AT + timedelta(days=365))


def shown(browser: Client, **chosen: str) -> str:
    answer = browser.get(reverse("logboek:index"), chosen)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", MAY)
def test_it_leads_to_the_other_log_and_says_what_stands_there(role: Role) -> None:
    browser, other = signed_in(role), reverse("wagtailadmin_reports:site_history")
    assert f'href="{other}">Sitegeschiedenis</a>' in shown(browser)
    assert browser.get(other).status_code == 200


def rows(browser: Client, **chosen: str) -> list[dict[str, str]]:
    answer: Any = browser.get(reverse("logboek:csv"), chosen)
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["index", "results", "csv"])
def test_an_administrator_and_a_publicist_may_see_it_and_nobody_else(role: Role, name: str) -> None:
    recorded()
    answer: Any = signed_in(role).get(reverse(f"logboek:{name}"))
    if role in MAY:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "Het systeem publiceerde uitgave 2026.1" in body.decode()
    else:
        assert answer.status_code == 302
        assert "publiceerde" not in answer.content.decode()


@pytest.mark.parametrize("role", Role)
def test_it_stands_in_the_menu_of_who_may_see_it(role: Role) -> None:
    page = signed_in(role).get("/admin/").content.decode()
    assert (reverse("logboek:index") in page) is (role in MAY)


def test_where_nothing_fits_it_says_so_and_where_nothing_happened_too() -> None:
    (user,) = User.objects.bulk_create([User(username="technisch", is_superuser=True)])  # past the record
    browser = Client()
    browser.force_login(user)
    assert "Er is nog niets gebeurd" in shown(browser)
    assert "Niets gevonden" in shown(browser, q="niets")


@pytest.mark.usefixtures("events")
class TestTheReport:
    def test_tells_what_happened_by_whom_why_and_from_where(self) -> None:
        page = shown(signed_in(Role.PUBLISHER))
        assert "Karin Smit publiceerde uitgave 2026.1." in page
        assert "akkoord: ja; generatie: 1; leeg: –; rollen: a, b; vingerafdruk: abababababab…" in page
        assert "Het systeem wilde uitgave 2027.1 weer live zetten; dat werd geweigerd." in page
        assert "Geweigerd: Geef een reden." in page
        assert "vanuit onbekende plek" in page

    @pytest.mark.parametrize(
        ("chosen", "first", "second"),
        [
            ({}, True, True),
            ({"action": "release.published"}, True, False),
            ({"result": "refused"}, False, True),
            ({"person": "karin"}, True, False),
            ({"person": "systeem:", "kind": "uitgave"}, False, True),
            ({"kind": "gebruiker"}, False, False),
            ({"q": "2027.1"}, False, True),
            ({"since": "2027-01-01"}, False, True),
            ({"until": "2026-11-02"}, True, False),
            ({"since": "2026-11-02", "until": "2026-11-02"}, True, False),
        ],
    )
    def test_is_narrowed_on_screen_and_in_the_download_alike(
        self, chosen: dict[str, str], first: bool, second: bool
    ) -> None:
        browser = signed_in(Role.ADMINISTRATOR)
        page, objects = shown(browser, **chosen), [row["Object"] for row in rows(browser, **chosen)]
        for said, name, is_in in (
            ("publiceerde uitgave 2026.1", "uitgave 2026.1", first),
            ("uitgave 2027.1 weer live", "uitgave 2027.1", second),
        ):
            assert (said in page) is is_in
            assert (name in objects) is is_in

    def test_what_is_chosen_wrongly_does_not_break_it(self) -> None:
        page = shown(signed_in(Role.PUBLISHER), action="niets", person="niemand", since="gisteren")
        assert page.count("Selecteer een geldige keuze") == 2
        assert "Voer een geldige datum in" in page

    def test_leads_to_the_download_of_the_same_choice(self) -> None:
        page = shown(signed_in(Role.PUBLISHER), action="release.published")
        assert f"{reverse('logboek:csv')}?action=release.published" in page


def test_the_newest_stand_first_a_page_at_a_time_with_as_many_queries_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    browser = signed_in(Role.PUBLISHER)
    for number in range(60):
        recorded(Action.ROUND_CLOSED, obj=Subject("jaarronde", str(number), f"jaarronde nummer {number}."))
    with django_assert_max_num_queries(40):
        page = shown(browser)
    assert "jaarronde nummer 59." in page
    assert "jaarronde nummer 0." not in page
    assert "jaarronde nummer 0." in shown(browser, p="2")


class TestTheDownload:
    def test_holds_all_that_is_on_record_with_dutch_times(self) -> None:
        event = recorded(by=person("karin"), reason="Zo.")
        (row,) = [row for row in rows(signed_in(Role.PUBLISHER)) if row["Soort object"] == "uitgave"]
        assert row["Op"] == "2026-11-02 10:00:00"
        assert (row["Wat"], row["Wie"]) == ("karin publiceerde uitgave 2026.1", "karin")
        assert (row["Volgnummer in de keten"], row["SHA-256"]) == ("1", event.hash)

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
    def test_holds_nothing_that_a_spreadsheet_takes_for_a_formula(self, start: str) -> None:
        evil = f"{start}HYPERLINK(1)"
        recorded(obj=Subject(evil, evil, evil), reason=evil, refusal=evil)
        text = "".join(csv_lines(AuditEvent.objects.all()))
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
        assert sum(cell.startswith(f"'{evil.strip()}") or cell.startswith(f"'{evil}") for cell in cells) >= 4
        assert not [cell for cell in cells if cell.startswith(start)]

    def test_holds_a_few_hundred_events_at_a_time(self) -> None:
        class Counted:
            """A QuerySet that notes how it is read."""

            def iterator(self, *, chunk_size: int) -> Any:
                self.chunk_size = chunk_size
                return iter(())

        read = Counted()
        assert len(list(csv_lines(read))) == 1
        assert read.chunk_size == 500
