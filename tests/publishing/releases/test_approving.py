"""Two people say of the same bytes that they may go out, through every door."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.releases.approving import agreement_on, approve_release, take_back_approval
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Approval, Freeze, Publication, Release
from publishing.releases.publish import publish_release
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.releases import AT, REFERENCE_DATE
from tests.factories.sealed import sealed

pytestmark = pytest.mark.django_db


def frozen(*, by: User | None = None) -> Release:
    """Return the candidate 2026.1 of what is ready, worked through and approved by nobody."""
    year = sealed(REFERENCE_DATE).year
    return freeze_release(number="2026.1", reference_date=REFERENCE_DATE, round_year=year, by=by, at=AT).release


def approve(release: Release, *people: User) -> None:
    for by in people:
        approve_release(release=release, by=by, at=AT)


def goes_out(by: User) -> bool:
    try:
        publish_release(number="2026.1", by=by, at=AT)
    except RefusedError:
        return False
    return True


@pytest.fixture
def joris() -> User:
    return person("joris", Role.REVIEWER)


@pytest.fixture
def karin() -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def release() -> Release:
    content.definition()
    return frozen()


def test_nobody_approved_one_did_two_did(release: Release, joris: User, karin: User) -> None:
    assert "Nog niemand keurde dit goed. Nodig: een beoordelaar en een publicist." in agreement_on(release).missing
    assert not goes_out(karin)
    approve(release, joris)
    assert agreement_on(release).missing == "Nog nodig: de goedkeuring van een publicist."
    assert not goes_out(karin)
    approve(release, karin)
    assert agreement_on(release).missing == ""
    assert goes_out(karin)
    held = Publication.objects.get()
    assert (held.approved_by, held.also_approved_by, held.prepared_by) == (joris, karin, None)


def test_one_person_with_both_roles_is_one_person(release: Release, joris: User, karin: User) -> None:
    both = person("mila", Role.REVIEWER, Role.PUBLISHER)
    approve(release, both)
    with pytest.raises(RefusedError, match="Je hebt deze uitgave al goedgekeurd"):
        approve(release, both)
    assert "een tweede persoon" in agreement_on(release).missing
    assert not goes_out(both)
    approve(release, joris)
    assert agreement_on(release).missing == ""


def test_of_the_two_one_at_most_froze_the_candidate(karin: User, joris: User) -> None:
    content.definition()
    release = frozen(by=karin)
    Freeze.objects.create(
        release=release, findings=[], new_ids={}, round_year=release.latest_freeze.round_year, at=AT, actor=joris
    )
    release = Release.objects.get(pk=release.pk)
    approve(release, joris, karin)
    assert "iemand die dat niet deed" in agreement_on(release).missing
    assert not goes_out(karin)
    approve(release, person("fatima", Role.REVIEWER))
    assert agreement_on(release).missing == ""


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR, Role.READER])
def test_another_role_approves_nothing(release: Release, role: Role) -> None:
    with pytest.raises(RefusedError, match="Goedkeuren is voor een beoordelaar of publicist"):
        approve(release, person("els", role))


def test_being_superuser_is_no_role(release: Release) -> None:
    with pytest.raises(RefusedError, match="Goedkeuren is voor een"):
        approve(release, superuser())


def test_which_roles_approve_is_a_setting(release: Release, settings: Settings) -> None:
    settings.RELEASE_APPROVERS = ("redacteur", "redacteur")
    assert "Nodig: twee mensen met de rol redacteur" in agreement_on(release).missing
    approve(release, person("sanne", Role.EDITOR), person("eva", Role.EDITOR))
    assert agreement_on(release).missing == ""


@pytest.mark.parametrize("roles", [("redacteur",), ("baas", "publicist"), ()])
def test_a_setting_that_names_no_two_roles_is_refused_at_start(settings: Settings, roles: tuple[str, ...]) -> None:
    settings.RELEASE_APPROVERS = roles
    assert "releases.E002" in {message.id for message in run_checks()}


def test_any_change_is_another_candidate_that_nobody_approved(release: Release, joris: User, karin: User) -> None:
    approve(release, joris, karin)
    Definition.objects.update(body="<p>Toch anders.</p>")
    again = frozen()
    assert agreement_on(again).approvals == ()
    assert not goes_out(karin)
    with pytest.raises(RefusedError, match="vervangen door een nieuwere"):
        approve(release, person("fatima", Role.REVIEWER))


def test_an_approval_saw_what_the_rules_found_then(release: Release, joris: User, karin: User) -> None:
    approve(release, joris, karin)
    old = release.latest_freeze
    warned: list[Any] = [{"rule": "x", "level": "warning", "kind": "begrip", "id": "x", "field": "x", "message": "x"}]
    Freeze.objects.create(release=release, findings=warned, new_ids={}, round_year=old.round_year, at=AT)
    assert agreement_on(release).approvals == ()
    Freeze.objects.create(release=release, findings=old.findings, new_ids={}, round_year=old.round_year, at=AT)
    assert agreement_on(release).missing == ""


def test_what_blocks_is_solved_first(joris: User) -> None:
    content.reference("Zonder adres", url="")
    with pytest.raises(RefusedError, match=r"1 bevinding houdt uitgave 2026\.1 tegen"):
        approve(frozen(), joris)


class TestTakingBack:
    """Until the release is out."""

    def test_it_counts_no_longer_and_the_reason_is_kept(self, release: Release, joris: User, karin: User) -> None:
        approve(release, joris, karin)
        take_back_approval(release=release, by=joris, at=AT, reason=" Stap 2 klopt niet. ")
        assert not goes_out(karin)
        assert Approval.objects.last().note == "Stap 2 klopt niet."  # type: ignore[union-attr]  # there is one
        approve(release, joris)
        assert goes_out(karin)

    def test_without_a_reason_or_an_approval_nothing_changes(self, release: Release, joris: User) -> None:
        with pytest.raises(RefusedError, match="niet goedgekeurd"):
            take_back_approval(release=release, by=joris, at=AT, reason="Nee.")
        approve(release, joris)
        with pytest.raises(RefusedError, match="Zeg waarom"):
            take_back_approval(release=release, by=joris, at=AT, reason="  ")
        assert len(agreement_on(release).approvals) == 1

    def test_what_is_out_is_out(self, release: Release, joris: User, karin: User) -> None:
        approve(release, joris, karin)
        assert goes_out(karin)
        with pytest.raises(RefusedError, match="al gepubliceerd"):
            take_back_approval(release=release, by=joris, at=AT, reason="Te laat.")
        with pytest.raises(RefusedError, match="al gepubliceerd"):
            approve(release, person("fatima", Role.REVIEWER))


def test_who_lost_the_role_or_left_no_longer_speaks_for_it(release: Release, joris: User, karin: User) -> None:
    approve(release, joris, karin)
    joris.groups.clear()
    assert agreement_on(release).missing == "Nog nodig: de goedkeuring van een beoordelaar."
    User.objects.filter(pk=karin.pk).update(is_active=False)
    assert agreement_on(release).approvals == ()


class TestTheDatabase:
    """It refuses what no service would do."""

    def publication(self, release: Release, one: User, other: User) -> None:
        with transaction.atomic():
            Publication.objects.create(
                release=release,
                number="2026.1",
                published_at=AT,
                published_by=one,
                approved_by=one,
                also_approved_by=other,
            )

    def test_one_person_twice(self, release: Release, karin: User) -> None:
        approve(release, karin)
        with pytest.raises(IntegrityError, match="publication_approved_by_two_people"):
            self.publication(release, karin, karin)

    def test_people_who_approved_nothing_something_else_or_no_longer(
        self, release: Release, joris: User, karin: User
    ) -> None:
        content.step()
        approve(frozen(), joris, karin)
        with pytest.raises(DatabaseError, match="two approvals"):
            self.publication(release, joris, karin)
        newer = Release.objects.candidate("2026.1")
        assert newer is not None
        take_back_approval(release=newer, by=joris, at=AT, reason="Nee.")
        with pytest.raises(DatabaseError, match="two approvals"):
            self.publication(newer, joris, karin)
        assert not Publication.objects.exists()

    @pytest.mark.parametrize(
        "statement", ["DELETE FROM releases_approval", "UPDATE releases_approval SET kind = 'given'"]
    )
    def test_an_approval_that_changes(self, release: Release, joris: User, statement: str) -> None:
        approve(release, joris)
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
