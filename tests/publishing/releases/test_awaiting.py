"""A candidate that waits stands with the work of who can do something about it, on the first page and at releases."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.approving import approve_release
from publishing.releases.awaiting import releases_in_work
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Freeze, Planning, Release
from publishing.releases.publish import publish_release
from publishing.rounds.mywork.candidates import Candidate
from tests.factories import content, corrections
from tests.factories.people import person
from tests.factories.releases import AT, REFERENCE_DATE, published
from tests.factories.sealed import sealed

pytestmark = pytest.mark.django_db
ASKED, APPROVE_IT = "Uitgave {} wacht op jouw goedkeuring.", "lees wat er verandert en keur haar goed."


def frozen(number: str = "2026.1", *, by: User | None = None) -> Release:
    """Return a candidate of what is ready, worked through and approved by nobody."""
    year = sealed(REFERENCE_DATE).year
    return freeze_release(number=number, reference_date=REFERENCE_DATE, round_year=year, by=by, at=AT).release


def seen(user: User, address: str = "/admin/") -> str:
    """Return the words of a page, without mark-up."""
    client = Client()
    client.force_login(user)
    page = client.get(address).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") :])).split())


def asked(*users: User) -> list[User]:
    """Return who of ``users`` is asked to approve 2026.1 on the first page."""
    return [user for user in users if ASKED.format("2026.1") in seen(user)]


def at(release: Release) -> str:
    return reverse("uitgaven:show", args=[release.digest])


def waiting() -> list[Candidate]:
    return list(releases_in_work().candidates)


@pytest.fixture
def people(db: None) -> tuple[User, User, User]:
    """Return an editor, a reviewer and a publisher."""
    content.definition()
    return corrections.people()


def test_who_may_approve_is_asked_until_they_did_and_then_it_can_go_out(people: tuple[User, User, User]) -> None:
    sanne, joris, karin = people
    release = frozen()
    assert asked(*people) == [joris, karin]
    assert "uitgave 2026.1 goedkeuren" in seen(sanne)
    assert [one.address for one in waiting()] == [at(release)]

    approve_release(release=release, by=joris, at=AT)
    assert asked(*people) == [karin]
    assert "karin uitgave 2026.1 goedkeuren" in seen(joris)

    approve_release(release=release, by=karin, at=AT)
    assert asked(*people) == []
    assert "Uitgave 2026.1 is goedgekeurd en kan gepubliceerd worden." in seen(karin)
    assert "karin uitgave 2026.1 publiceren" in seen(joris)

    Planning.objects.create(release=release, due=AT + timedelta(days=1), planned_by=karin, planned_at=AT)
    assert "kan gepubliceerd worden" not in seen(karin)


def test_who_cannot_be_the_second_of_the_two_is_not_asked(people: tuple[User, User, User]) -> None:
    _, joris, karin = people
    fatima = person("fatima", Role.REVIEWER)
    release = frozen(by=karin)
    Freeze.objects.create(
        release=release, findings=[], new_ids={}, round_year=release.latest_freeze.round_year, at=AT, actor=joris
    )
    approve_release(release=Release.objects.get(pk=release.pk), by=karin, at=AT)
    assert asked(joris, karin, fatima) == [fatima]  # joris froze it too, so that he is not the second one


def test_what_findings_hold_back_asks_nobody_and_tells_the_publisher(people: tuple[User, User, User]) -> None:
    content.reference("Zonder adres", url="")
    release = frozen()
    sanne, joris, karin = people
    assert asked(*people) == []
    assert "Uitgave 2026.1 kan zo niet gepubliceerd worden." in seen(karin)
    assert "1 bevinding houdt haar tegen" in seen(karin)
    for user in (joris, karin):
        assert APPROVE_IT not in seen(user, reverse("uitgaven:index"))
        assert "zij kan zo niet gepubliceerd worden. 1 bevinding houdt haar tegen." in seen(
            user, reverse("uitgaven:index")
        )
        assert "Goedkeuren kan pas als niets haar meer tegenhoudt." in seen(user, at(release))
    assert "Goedkeuren is voor een beoordelaar of publicist." in seen(sanne, at(release))


def test_who_cannot_freeze_is_told_whom_a_candidate_that_is_held_waits_for(people: tuple[User, User, User]) -> None:
    content.reference("Zonder adres", url="")
    release = frozen()
    sanne, joris, karin = people
    mees = person("mees", Role.READER)
    for address in (reverse("uitgaven:index"), at(release)):
        assert all("bevries opnieuw" in seen(user, address) for user in (sanne, karin))
        for user in (joris, mees):
            assert "bevries opnieuw" not in seen(user, address)
            assert "opnieuw bevroren" in seen(user, address)


def test_what_was_frozen_before_the_last_publication_asks_nobody_and_is_not_approved(
    people: tuple[User, User, User],
) -> None:
    sanne, joris, karin = people
    old = frozen("2026.2")
    content.step()
    published("2026.1", by=karin)

    assert waiting() == []
    assert "wacht op jouw goedkeuring" not in seen(joris)
    with pytest.raises(RefusedError, match=r"Na het bevriezen is uitgave 2026\.1 gepubliceerd"):
        approve_release(release=old, by=joris, at=AT)
    for user in (sanne, joris, karin):
        assert "Na het bevriezen is uitgave 2026.1 gepubliceerd door karin." in seen(user, reverse("uitgaven:index"))
    assert "Goedkeuren kan pas als niets haar meer tegenhoudt." in seen(joris, at(old))
    assert "Keur deze uitgave goed" not in seen(joris, at(old))


def test_the_next_step_says_to_approve_only_to_who_may_now(people: tuple[User, User, User]) -> None:
    sanne, joris, karin = people
    mees = person("mees", Role.READER)
    release = frozen()
    index = reverse("uitgaven:index")
    approve_release(release=release, by=joris, at=AT)
    assert [user for user in (sanne, joris, karin, mees) if APPROVE_IT in seen(user, index)] == [karin]
    assert "zij wacht op een ander. Nog nodig: de goedkeuring van een publicist." in seen(mees, index)
    approve_release(release=release, by=karin, at=AT)
    assert "zij is goedgekeurd. Je kunt haar publiceren." in seen(karin, index)
    assert "zij is goedgekeurd. De publicist kan haar publiceren." in seen(mees, index)
    assert "Twee mensen keurden deze kandidaat goed, precies zoals zij hier staat." in seen(mees, at(release))


def test_a_frozen_correction_asks_for_approval_until_it_is_changed_or_dropped() -> None:
    sanne, joris, karin = corrections.people()
    corrections.base(karin)
    correction = corrections.begun(sanne)
    corrections.edited(correction, sanne)
    corrections.agreed(correction, joris)
    release = freeze_correction(correction=correction, by=karin, at=AT).release
    assert [(one.number, {*one.asked.values()}) for one in waiting()] == [("2026.2", {"joris", "karin"})]
    assert ASKED.format("2026.2") in seen(joris)
    assert ASKED.format("2026.2") in seen(karin)

    corrections.edited(correction, sanne, title="Anders")
    assert waiting() == []
    assert "Correctie 2026.2 wacht op jouw beoordeling." in seen(joris)
    with pytest.raises(RefusedError, match="na het bevriezen iets veranderd"):
        approve_release(release=release, by=joris, at=AT)


def test_what_is_out_waits_for_nobody(people: tuple[User, User, User]) -> None:
    _, joris, karin = people
    release = frozen()
    for user in (joris, karin):
        approve_release(release=release, by=user, at=AT)
    publish_release(number="2026.1", by=karin, at=AT)
    assert waiting() == []


def test_the_first_page_asks_as_much_of_one_candidate_as_of_five(people: tuple[User, User, User]) -> None:
    _, joris, karin = people

    def queries() -> int:
        caches["kept"].clear()
        with CaptureQueriesContext(connection) as captured:
            seen(joris)
        return len(captured)

    approve_release(release=frozen(), by=karin, at=AT)
    seen(joris)
    few = queries()
    more: list[Any] = [frozen(f"2026.{number}") for number in range(2, 6)]
    for release in {one.pk: one for one in more}.values():
        approve_release(release=release, by=karin, at=AT)
    assert len(waiting()) == 5
    assert queries() == few
