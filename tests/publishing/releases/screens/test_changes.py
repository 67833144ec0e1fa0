"""*Uitgaven*: the list of releases, what changed in one, and the same as a file."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.comparing.models import ComparisonRecord
from publishing.releases.comparing.records import comparison_of
from publishing.releases.freeze import freeze_release
from publishing.releases.models import DocumentBody, Release
from publishing.releases.rollback import rollback_release
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, candidate, published
from tests.factories.rounds import opened
from tests.publishing.releases.comparing.stories import last_year, this_year

pytestmark = pytest.mark.django_db

INDEX = reverse("uitgaven:index")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("lezer", Role.READER))
    return client


def address(release: Release, what: str = "show", **query: str) -> str:
    told = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse(f"uitgaven:{what}", args=[release.digest]) + (f"?{told}" if told else "")


def page(reader: Client, release: Release, **query: str) -> str:
    answer = reader.get(address(release, **query))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def tampered() -> None:
    """Change what no trigger lets anybody change."""
    with connection.cursor() as cursor:
        table = DocumentBody._meta.db_table
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute(f"DROP TRIGGER {table}_refuse_update")
        cursor.execute(f"UPDATE {table} SET body = %s", [b"{}"])
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class TestTheList:
    """Every release and candidate, with how it stands."""

    def test_says_so_when_there_is_nothing(self, reader: Client) -> None:
        told = reader.get(INDEX).content.decode()
        assert "Er zijn nog geen uitgaven." in told
        assert "Er is nog niets online." in told

    def test_tells_how_each_stands_and_who_did_what(self, reader: Client, publicist: User) -> None:
        step = content.step()
        published("2025.1", by=publicist)
        step.title = "Anders"
        step.save()
        published("2026.1", by=publicist)
        for title in ("Weer anders", "Nog eens anders"):
            step.title = title
            step.save()
            candidate("2027.1")
        rows = reader.get(INDEX).context["rows"]
        assert [(row.release.number, row.standing.label, row.by) for row in rows] == [
            ("2027.1", "kandidaat", None),
            ("2027.1", "vervangen", None),
            ("2026.1", "live", publicist),
            ("2025.1", "eerder gepubliceerd", publicist),
        ]

    def test_asks_no_more_for_many_than_for_few(self, reader: Client, django_assert_max_num_queries: Any) -> None:
        for number in range(1, 31):
            content.definition(f"Begrip {number}")
            candidate(f"2026.{number}")
        with django_assert_max_num_queries(40):
            assert len(reader.get(INDEX).context["rows"]) == 25
        assert len(reader.get(f"{INDEX}?p=2").context["rows"]) == 5


@pytest.mark.parametrize("role", Role)
def test_every_role_may_read_it(client: Client, role: Role) -> None:
    client.force_login(person("iemand", role))
    release = this_year()
    assert "Wat er verandert" in page(client, release)
    file: Any = client.get(address(release, "changes_csv"))
    assert "Plan rust" in b"".join(file).decode()


def test_who_has_no_role_reads_nothing(client: Client) -> None:
    client.force_login(person("niemand"))
    release = this_year()
    for what in ("show", "changes_csv", "changes_json", "comparing"):
        answer = client.get(address(release, what))
        assert answer.status_code in (302, 403)
        assert b"Plan rust" not in answer.content
    assert ComparisonRecord.objects.count() == 0


class TestWhatItIsComparedWith:
    """A candidate with what is live, any other with its predecessor, a first one with nothing."""

    def test_a_first_one_is_all_new(self, reader: Client) -> None:
        told = page(reader, this_year())
        assert "dus alles telt als nieuw" in told
        assert "Lees wat erin komt" in told

    def test_a_candidate_with_what_is_live_also_after_a_rollback(self, reader: Client, publicist: User) -> None:
        step = content.step()
        first = published("2025.1", by=publicist)
        step.title = "Anders"
        step.save()
        second = published("2026.1", by=publicist)
        step.title = "Weer anders"
        step.save()
        third = candidate("2027.1")
        assert reader.get(address(third)).context["base"] == second
        assert reader.get(address(second)).context["base"] == first
        rollback_release(number="2025.1", reason="Proef", by=publicist, at=AT)
        assert reader.get(address(third)).context["base"] == first
        assert "die nu online staat" in page(reader, third)

    def test_another_can_be_named_in_the_address(self, reader: Client) -> None:
        old, new = last_year(), this_year()
        told = page(reader, new, met=old.digest)
        assert "1 nieuw, 5 gewijzigd, 2 verplaatst, 2 vervallen" in told
        assert "alles telt als nieuw" in page(reader, new, met="-")

    def test_what_is_not_there_is_said_and_another_can_be_chosen(self, reader: Client) -> None:
        told = page(reader, this_year(), met="f" * 64)
        assert "Deze vergelijking is er niet. Er is geen uitgave ffffffffffff." in told
        assert "Vergelijk met iets anders" in told

    def test_a_digest_that_nothing_has_is_no_page(self, reader: Client) -> None:
        assert reader.get(reverse("uitgaven:show", args=["f" * 64])).status_code == 404


class TestTheChanges:
    """What a reader sees of a small year."""

    def test_rises_and_falls_stand_on_top(self, reader: Client) -> None:
        told = page(reader, this_year(), met=last_year().digest)
        up = "<b>Stijgt</b>. Gezonde School (registratie 1400001): niveau omhoog. Was goed onderbouwd"
        assert up in told
        assert "<b>Daalt</b>. Gezonde School: niveau omlaag." in told
        assert "Nieuwe erkenning van een interventie die er al in stond (1)" in told
        assert told.index(up) < told.index('id="per-domein"') < told.index('id="wijzigingen"')

    def test_marked_words_are_said_as_well_as_shown(self, reader: Client) -> None:
        told = page(reader, this_year(), met=last_year().digest)
        assert '<del><span class="w-sr-only">[weg: </span>een<span class="w-sr-only">]</span></del>' in told
        assert '<ins><span class="w-sr-only">[nieuw: </span>elke<span class="w-sr-only">]</span></ins>' in told

    def test_nothing_changed_is_said(self, reader: Client) -> None:
        release = this_year()
        assert "Er is niets veranderd." in page(reader, release, met=release.digest)

    def test_filters_that_find_nothing_say_so(self, reader: Client) -> None:
        old, new = last_year(), this_year()
        assert "Geen wijziging gevonden met deze filters" in page(reader, new, met=old.digest, q="zeppelin")
        assert "1 van 9 wijzigingen" in page(reader, new, met=old.digest, wijziging="omhoog")

    def test_many_are_told_by_the_page(self, reader: Client) -> None:
        content.domain()
        for number in range(25):
            content.definition(f"Begrip {number:02}")
        release = candidate()
        first, second = page(reader, release, soort="begrip"), page(reader, release, soort="begrip", p="2")
        assert "25 van 27 wijzigingen, bladzijde 1 van 2" in first
        assert ("Begrip 03" in first, "Begrip 03" in second) == (True, False)
        assert "soort=begrip&amp;p=2#wijzigingen" in first

    def test_what_an_editor_wrote_cannot_become_part_of_the_page(self, reader: Client) -> None:
        content.definition("<script>alert(1)</script>", body="<p>a</p>")
        assert "<script>alert(1)" not in page(reader, candidate())

    def test_bytes_that_were_changed_are_told_and_not_shown(self, reader: Client) -> None:
        old, new = last_year(), this_year()
        comparison_of(old=old, new=new)
        tampered()
        assert "klopt niet met zijn vingerafdruk" in page(reader, new, met=old.digest)
        answer = reader.get(address(new, "changes_csv", met=old.digest), follow=True)
        assert "klopt niet met zijn vingerafdruk" in answer.content.decode()


class TestFindings:
    """What the rules found, what blocks first, each with the way to mend it."""

    def test_none_is_said(self, reader: Client) -> None:
        assert "De regels vonden niets." in page(reader, this_year())

    def test_what_blocks_comes_first_and_leads_to_the_item_of_the_round(self, reader: Client) -> None:
        content.recommendation(content.domain(), "Zonder interventie")
        content.practice_example("De stille dinsdag", consent_until=AT.date() - timedelta(days=30))
        release = candidate()
        context = reader.get(address(release)).context
        (blocking, *_), (warning, *_) = context["found_blocking"], context["found_warnings"]
        assert blocking.title == "De stille dinsdag"
        assert reverse("rondeitem:show", args=[0]).replace("/0/", "/") in blocking.address
        told = page(reader, release)
        assert told.index(blocking.message) < told.index(warning.message)

    def test_of_the_whole_release_they_lead_to_the_check_of_the_open_round(
        self, reader: Client, publicist: User
    ) -> None:
        content.step()
        made = opened(publicist)
        release = freeze_release(number="2026.1", reference_date=made.reference_date, by=None, at=AT).release
        (found,) = [one for one in reader.get(address(release)).context["found_blocking"] if "open" in one.message]
        assert (found.kind, found.address) == ("de hele uitgave", reverse("jaarronde:check"))

    def test_without_a_round_there_is_nowhere_to_go(self, reader: Client) -> None:
        content.step()
        release = freeze_release(number="2026.1", reference_date=AT.date(), by=None, at=AT).release
        context = reader.get(address(release)).context
        assert {one.address for one in context["found_blocking"]} == {""}


class TestFiles:
    """The whole change list as a file, whatever the page is filtered on."""

    def test_csv(self, reader: Client) -> None:
        old, new = last_year(), this_year()
        answer: Any = reader.get(address(new, "changes_csv", met=old.digest))
        assert answer["Content-Disposition"] == 'attachment; filename="wijzigingen-2025.1-2026.1.csv"'
        rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"), newline="")))
        assert {row["kenmerk"] for row in rows} == {one.id for one in comparison_of(old=old, new=new).changes}

    def test_json(self, reader: Client) -> None:
        answer: Any = reader.get(address(this_year(), "changes_json"))
        assert answer["Content-Disposition"] == 'attachment; filename="wijzigingen-niets-2026.1.json"'
        told = json.loads(b"".join(answer))
        assert told["counts"]["new"] == len(told["changes"]) > 0
