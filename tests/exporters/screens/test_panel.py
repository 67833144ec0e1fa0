"""*Exportbestanden* on the page of a release."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from exporters.models import Artifact
from publishing.attempts.begin import begin
from publishing.attempts.models import Attempt, State
from publishing.attempts.pausing import pause_work
from publishing.attempts.progress import NOBODY
from publishing.attempts.works import WORKS
from publishing.releases.models import Release
from publishing.releases.screens.trying import WHY
from publishing.releases.tasks import build_pack
from tests.exporters.conftest import AddCard
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate
from tests.publishing.releases.screens.pages import at, browser, said, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def release(db: None) -> Release:
    content.definition()
    return candidate(at=timezone.now())


def status(release: Release, user: User) -> str:
    mark: str = browser(user).get(f"/admin/exportbestanden/{release.digest}/stand/").json()["stage"]
    return mark


def test_what_is_there_has_its_size_its_digest_and_a_download(release: Release, karin: User) -> None:
    build_pack(release.pk)
    artifact = Artifact.objects.get(kind="json-bundle")
    page = text_of(browser(karin), at(release))
    assert artifact.sha256 in page
    assert f"{artifact.size / 1024:.1f}".replace(".", ",") in page
    answer = browser(karin).get(f"/admin/exportbestanden/{release.digest}/json-bundle/")
    assert len(answer.getvalue()) == artifact.size
    assert artifact.filename in answer["Content-Disposition"]


def test_what_nobody_began_with_waits_since_the_freeze_and_after_a_while_says_that_no_worker_runs(
    release: Release, karin: User
) -> None:
    assert NOBODY not in text_of(browser(karin), at(release))
    before = status(release, karin)
    content.definition("Nog een begrip")
    old = candidate(at=timezone.now() - timedelta(minutes=1))
    assert NOBODY in text_of(browser(karin), at(old))
    assert status(old, karin) != before


def test_what_is_being_made_shows_its_step_and_the_page_hears_of_the_next(release: Release, karin: User) -> None:
    waiting = status(release, karin)
    work = WORKS["export-json-bundle"]
    held = begin(work=work, subject=release.digest, worker="werker-1:42", clock=timezone.now)
    held.note(work.steps["WRITTEN"])
    assert "bestand gemaakt" in text_of(browser(karin), at(release))
    busy = status(release, karin)
    assert waiting != busy != ""


def test_while_the_work_is_paused_it_says_by_whom_and_why(release: Release, karin: User) -> None:
    pause_work(reason="De opslag verhuist.", by=karin, at=timezone.now())
    assert "karin heeft het werk gepauzeerd: De opslag verhuist." in text_of(browser(karin), at(release))


def test_a_required_kind_that_failed_is_a_reason_on_the_page_and_an_optional_one_is_not(
    release: Release, karin: User, add_card: AddCard
) -> None:
    card = add_card(required=True, broken="Het lettertype ontbreekt.")
    build_pack(release.pk)
    page = text_of(browser(karin), at(release))
    assert "<li>Het exportbestand ‘Kaart’ is mislukt. Het lettertype ontbreekt." in page
    assert "Nu publiceren" not in page
    card.required = False
    page = text_of(browser(karin), at(release))
    assert "De uitgave wacht hier niet op." in page
    assert "Nu publiceren" in page


def test_the_page_asks_on_while_it_is_tried_again_and_rests_when_it_was_given_up(
    release: Release, karin: User, add_card: AddCard
) -> None:
    add_card(broken="Het lettertype ontbreekt.")
    build_pack(release.pk)
    assert "data-progress-part" in browser(karin).get(at(release)).content.decode()
    Attempt.objects.filter(kind="export-kaart").update(next_try_at=None, state=State.GIVEN_UP)
    page = browser(karin).get(at(release)).content.decode()
    assert "data-progress-part" not in page
    assert "1 mislukt" in page


def test_who_presses_again_has_it_made_and_nobody_else_can(
    release: Release, karin: User, add_card: AddCard, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    card = add_card(broken="Het lettertype ontbreekt.")
    build_pack(release.pk)
    card.broken, address = "", f"/admin/exportbestanden/{release.digest}/kaart/opnieuw/"
    reader = browser(person("lies", Role.READER))
    assert "Probeer opnieuw" not in text_of(reader, at(release))
    reader.post(address)
    assert not Artifact.objects.filter(kind="kaart").exists()
    assert "Probeer opnieuw" in text_of(browser(karin), at(release))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # has no type of its own
        assert "wordt opnieuw gemaakt" in said(browser(karin).post(address))
    assert Artifact.objects.filter(kind="kaart").exists()
    asked = Attempt.objects.get(kind="export-kaart", again_at__isnull=False)
    assert (asked.again_by, asked.again_reason) == (karin, WHY)
    assert "Er is niets veranderd" in said(browser(karin).post(address))


def test_of_a_candidate_that_was_replaced_nobody_makes_anything_any_more(release: Release, karin: User) -> None:
    content.definition("Nog een begrip")
    candidate(at=timezone.now())
    page = text_of(browser(karin), at(release))
    assert "niemand maakt dit nog" in page
    assert "data-progress-part" not in page
