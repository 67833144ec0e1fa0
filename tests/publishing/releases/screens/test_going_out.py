"""*Uitgaven*: from freezing to going out and back, by who may, with every refusal said on the page."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.attempts.pausing import pause_work
from publishing.releases.channels import live_channel
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Approval, OutboxEntry, Planning, Publication, Release
from publishing.store.base import StoreError
from tests.factories import content
from tests.factories.people import signed_in
from tests.factories.releases import AT, approved, candidate, published
from tests.factories.rounds import opened, opened_on_release
from tests.factories.sealed import sealed
from tests.publishing.releases.screens.pages import FREEZE, LIST, at, browser, said, text_of

pytestmark = pytest.mark.django_db


class TestTheList:
    """What is live, what is to come, what was."""

    def test_with_nothing_it_says_what_comes_first(self, karin: User) -> None:
        shown = text_of(browser(karin), LIST)
        assert "Er is nog niets online." in shown
        assert "bevries een kandidaat zodra de jaarronde dicht is" in shown

    def test_every_standing_has_its_word(self, karin: User) -> None:
        published("2025.1", by=karin)
        published("2026.1", by=karin)
        content.step(2)
        candidate("2026.2")
        content.step(3)
        candidate("2026.2")
        shown = browser(karin).get(LIST)
        assert [(row.release.number, row.standing) for row in shown.context["rows"]] == [
            ("2026.2", "candidate"),
            ("2026.2", "superseded"),
            ("2026.1", "live"),
            ("2025.1", "earlier"),
        ]

    def test_who_reads_along_reads_and_does_nothing(self, release: Release) -> None:
        client = signed_in(Role.READER)
        shown = text_of(client, LIST) + text_of(client, at(release))
        for words in ("Kandidaat bevriezen", "Nu publiceren", "Plannen", "Keur deze uitgave goed"):
            assert words not in shown

    def test_who_has_no_role_sees_nothing(self, release: Release) -> None:
        client = signed_in()
        assert "Vingerafdruk" not in client.get(LIST, follow=True).content.decode()
        assert client.get(at(release)).status_code == 302

    def test_an_address_of_no_release_is_not_there(self, karin: User) -> None:
        assert browser(karin).get("/admin/uitgaven/" + "0" * 64 + "/").status_code == 404


def test_room_for_messages_is_made_only_where_there_are_some(karin: User) -> None:
    assert "has-messages" not in text_of(browser(karin), LIST)
    pause_work(reason="De opslag verhuist.", by=karin, at=timezone.now())
    assert "has-messages" in text_of(browser(karin), LIST)


class TestFreezing:
    """A candidate of a round."""

    def test_the_newest_round_and_the_next_number_are_proposed(self, karin: User) -> None:
        content.definition()
        made = sealed(date(2026, 7, 31))
        form = browser(karin).get(FREEZE).context["form"]
        assert (form["round"].value(), form["number"].value()) == (made.pk, f"{made.year}.1")

    def test_it_leads_to_the_candidate(self, karin: User, django_capture_on_commit_callbacks: Any) -> None:
        content.definition()
        made = sealed(date(2026, 7, 31))
        with django_capture_on_commit_callbacks(execute=True):
            page = browser(karin).post(FREEZE, {"round": made.pk, "number": "2026.1"})["Location"]
        answer = browser(karin).get(page, follow=True)
        frozen = Release.objects.get()
        assert answer.redirect_chain[-1][0] == at(frozen)
        assert frozen.latest_freeze.actor == karin
        assert "Nog niemand keurde dit goed" in answer.content.decode()

    def test_of_an_open_round_it_can_be_looked_at_only(
        self, karin: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        content.definition()
        made = opened(karin)
        client = browser(karin)
        assert "is nog open" in text_of(client, FREEZE)
        with django_capture_on_commit_callbacks(execute=True):
            page = client.post(FREEZE, {"round": made.pk, "number": "2026.1"})["Location"]
        shown = client.get(page, follow=True).content.decode()
        assert "1 bevinding houdt" in shown
        assert "Keur deze uitgave goed" not in shown

    def test_what_was_left_out_is_called_by_its_name(
        self, karin: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        content.observation(found := content.intervention("Rustig Leren"))
        content.recommendation(content.domain(), interventions={found: "<p>Doe dit.</p>"})
        made = opened_on_release(karin)
        client = browser(karin)
        with django_capture_on_commit_callbacks(execute=True):
            page = client.post(FREEZE, {"round": made.pk, "number": "2026.1"})["Location"]
        shown = client.get(page, follow=True).content.decode()
        assert "Interventie &#x27;Rustig Leren&#x27; staat hierbij" in shown

    def test_without_a_round_it_says_where_to_begin(self, karin: User) -> None:
        assert "Er is geen jaarronde waar nog een uitgave van kan komen" in text_of(browser(karin), FREEZE)

    @pytest.mark.parametrize("number", ["juli", "2026.0", "", "2025.1", "99999999999"])
    def test_a_number_that_cannot_be_is_said(self, karin: User, number: str) -> None:
        published("2025.1", by=karin)
        made = sealed(date(2026, 7, 31))
        answer = browser(karin).post(FREEZE, {"round": made.pk, "number": number})
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert Release.objects.count() == 1

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR, Role.READER])
    def test_another_role_freezes_nothing(self, role: Role) -> None:
        content.definition()
        made = sealed(date(2026, 7, 31))
        signed_in(role).post(FREEZE, {"round": made.pk, "number": "2026.1"})
        assert not Release.objects.exists()


class TestApproving:
    """By two people, on the page of the candidate."""

    @pytest.fixture
    def fresh(self, release: Release) -> Release:
        """A candidate that nobody approved."""
        Definition.objects.update(body="<p>Anders.</p>")
        content.step()
        year = sealed(date(2026, 7, 31)).year
        return freeze_release(
            number="2026.1", reference_date=date(2026, 7, 31), round_year=year, by=None, at=AT
        ).release

    def test_one_and_then_the_other(self, fresh: Release, karin: User, joris: User) -> None:
        answer = browser(joris).post(at(fresh, "approve"), {"opmerking": "Alles <b>gelezen</b>."})
        assert "Nog nodig: de goedkeuring van een publicist" in said(answer)
        shown = text_of(browser(karin), at(fresh))
        assert "“Alles &lt;b&gt;gelezen&lt;/b&gt;.”" in shown
        assert "Nu publiceren" not in shown
        assert "Zij kan nu gepubliceerd worden" in said(browser(karin).post(at(fresh, "approve")))
        assert "Nu publiceren" in text_of(browser(karin), at(fresh))

    def test_what_was_approved_before_is_named_and_does_not_count(self, fresh: Release, karin: User) -> None:
        shown = text_of(browser(karin), at(fresh))
        assert shown.count("een andere kandidaat van 2026.1 goed") == 2
        assert "Dat geldt niet voor deze." in shown

    def test_it_can_be_taken_back_with_a_reason(self, fresh: Release, joris: User) -> None:
        client = browser(joris)
        client.post(at(fresh, "approve"))
        assert "Zeg waarom" in said(client.post(at(fresh, "take_back"), {"reden": " "}))
        client.post(at(fresh, "take_back"), {"reden": "Stap 2 klopt niet."})
        assert "Stap 2 klopt niet." in text_of(client, at(fresh))
        assert Approval.objects.filter(release=fresh).last().kind == "taken-back"  # type: ignore[union-attr]

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR, Role.READER])
    def test_another_role_approves_nothing(self, fresh: Release, role: Role) -> None:
        client = signed_in(role)
        assert "Keur deze uitgave goed" not in text_of(client, at(fresh))
        assert "Goedkeuren is voor een" in said(client.post(at(fresh, "approve")))
        assert not fresh.approvals.exists()

    def test_an_address_of_a_button_leads_to_the_page(self, fresh: Release, joris: User) -> None:
        assert browser(joris).get(at(fresh, "approve")).headers["Location"] == at(fresh)


class TestPublishing:
    """Asked once more, then at once."""

    def test_it_says_what_will_happen_and_does_it(self, karin: User) -> None:
        published("2025.1", by=karin)
        content.definition()
        release = candidate()
        client = browser(karin)
        shown = text_of(client, at(release, "publish"))
        assert "in de plaats van uitgave 2025.1" in shown
        answer = client.post(at(release, "publish"), {"generation": live_channel().generation}, follow=True)
        assert "Uitgave 2026.1 is live." in answer.content.decode()
        assert live_channel().current == release
        assert not OutboxEntry.objects.waiting().exists()

    def test_who_looked_at_what_is_no_longer_live_is_told(self, release: Release, karin: User) -> None:
        answer = browser(karin).post(at(release, "publish"), {"generation": 7})
        assert "intussen door iemand anders veranderd" in answer.content.decode()
        assert not Publication.objects.exists()

    def test_a_candidate_that_was_replaced_meanwhile_does_not_go_out(self, release: Release, karin: User) -> None:
        content.step()
        approved(candidate())
        client = browser(karin)
        answer = client.post(at(release, "publish"), {"generation": 0})
        assert "vervangen door een nieuwere" in answer.content.decode()
        assert "geen kandidaat (meer)" in client.get(at(release, "publish"), follow=True).content.decode()
        assert not Publication.objects.exists()

    def test_a_world_that_cannot_be_told_yet_is_said(
        self, release: Release, karin: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: object) -> bool:
            raise StoreError("de opslag is weg")

        monkeypatch.setattr("publishing.releases.outbox.write_catalogue", away)
        answer = browser(karin).post(at(release, "publish"), {"generation": 0}, follow=True)
        assert "De wereld ziet dit nog niet" in answer.content.decode()
        assert live_channel().current == release

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLISHER])
    @pytest.mark.parametrize("what", ["publish", "plan", "cancel", "rollback"])
    def test_another_role_moves_nothing(self, release: Release, role: Role, what: str) -> None:
        sent = {"generation": 0, "reason": "x", "reden": "x", "day": "2030-01-01", "time": "09:00"}
        signed_in(role).post(at(release, what), sent)
        assert not Publication.objects.exists()
        assert not Planning.objects.exists()
