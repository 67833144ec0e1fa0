"""*Uitgaven*: planning to the minute, and going back and forth."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.alarms import see_alarm
from publishing.releases.channels import live_channel
from publishing.releases.models import Alarm, Approval, Planning, Release
from publishing.releases.planning import publish_due
from tests.factories import content
from tests.factories.people import signed_in
from tests.factories.releases import AT, candidate, published
from tests.publishing.releases.screens.pages import LIST, at, browser, text_of

pytestmark = pytest.mark.django_db


class TestPlanning:
    """By the clock here, kept as an instant."""

    def test_winter_and_summer(self, release: Release, karin: User) -> None:
        client = browser(karin)
        client.post(at(release, "plan"), {"day": "2030-01-07", "time": "09:00"})
        assert Planning.objects.get().due == datetime(2030, 1, 7, 8, 0, tzinfo=UTC)
        shown = text_of(client, at(release))
        assert "maandag 7 januari 2030 om 09:00" in shown
        client.post(at(release, "cancel"), {"reden": "Een week later."})
        client.post(at(release, "plan"), {"day": "2030-07-01", "time": "09:00"})
        assert Planning.objects.waiting().get().due == datetime(2030, 7, 1, 7, 0, tzinfo=UTC)
        assert "afgezegd door karin. Een week later." in text_of(client, at(release))

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"day": "2030-03-31", "time": "02:30"}, "slaat de klok een uur over"),
            ({"day": "2020-01-01", "time": "09:00"}, "is al voorbij"),
            ({"day": "morgen", "time": "vroeg"}, "Dit is geen datum"),
            ({}, "Kies een dag."),
        ],
    )
    def test_a_moment_that_cannot_be_is_said(
        self, release: Release, karin: User, sent: dict[str, str], told: str
    ) -> None:
        assert told in browser(karin).post(at(release, "plan"), sent).content.decode()
        assert not Planning.objects.exists()

    def test_an_hour_that_comes_twice_is_the_first(self, release: Release, karin: User) -> None:
        browser(karin).post(at(release, "plan"), {"day": "2030-10-27", "time": "02:30"})
        assert Planning.objects.get().due == datetime(2030, 10, 27, 0, 30, tzinfo=UTC)

    def test_what_cannot_go_out_is_not_planned(self, release: Release, karin: User) -> None:
        Approval.objects.create(
            release=release,
            freeze=release.latest_freeze,
            kind="taken-back",
            roles=[],
            note="x",
            by=release.approvals.all()[0].by,
            at=AT,
        )
        client = browser(karin)
        assert "Nog nodig" in client.get(at(release, "plan"), follow=True).content.decode()
        answer = client.post(at(release, "plan"), {"day": "2030-01-07", "time": "09:00"})
        assert "kan nog niet gepland worden" in answer.content.decode()

    def test_one_that_failed_says_why_on_the_page_and_above_every_page(self, release: Release, karin: User) -> None:
        client = browser(karin)
        client.post(at(release, "plan"), {"day": "2030-01-07", "time": "09:00"})
        content.step()
        candidate()
        publish_due(at=datetime(2030, 1, 7, 8, 0, tzinfo=UTC))
        assert "niet gelukt. De kandidaat van 2026.1 is vervangen" in text_of(client, at(release))
        assert "Alarm: Uitgave 2026.1 is niet gepubliceerd" in text_of(client, "/admin/")
        address = reverse("uitgaven:alarm", args=[Alarm.objects.get().pk])
        assert address in text_of(client, LIST)
        signed_in(Role.EDITOR).post(address)
        assert Alarm.objects.standing().exists()
        client.post(address)
        assert "Alarm:" not in text_of(client, "/admin/")
        assert client.get(address).headers["Location"] == LIST


class TestAlarms:
    """In full for who can do something about them."""

    @pytest.fixture(autouse=True)
    def alarm(self) -> Alarm:
        return Alarm.objects.create(subject="x", message="S3 zegt: slow down. Zie Techniek.", raised_at=AT)

    @pytest.mark.parametrize(
        ("role", "told"),
        [
            (Role.PUBLISHER, "Zie Techniek. Handel het af bij Uitgaven."),
            (Role.ADMINISTRATOR, "Zie Techniek. De publicist handelt het af bij Uitgaven."),
        ],
    )
    def test_who_can_act_reads_them_above_every_page_and_at_the_releases(self, role: Role, told: str) -> None:
        client = signed_in(role)
        assert f"Alarm: S3 zegt: slow down. {told}" in text_of(client, "/admin/")
        listed = text_of(client, LIST)
        assert "<p>S3 zegt: slow down. Zie Techniek." in listed
        assert "Jij hoeft niets te doen." not in listed

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.READER])
    def test_who_cannot_reads_one_calm_sentence_at_the_releases_and_nothing_elsewhere(self, role: Role) -> None:
        client = signed_in(role)
        above, listed = text_of(client, "/admin/"), text_of(client, LIST)
        assert "slow down" not in above + listed
        assert "Alarm" not in above
        assert listed.count("De publicist en de beheerder zien wat er is. Jij hoeft niets te doen.") == 1

    def test_who_cannot_reads_nothing_at_the_releases_once_somebody_saw_it(self, alarm: Alarm, karin: User) -> None:
        see_alarm(alarm=alarm, by=karin, at=AT)
        assert "Jij hoeft niets te doen." not in text_of(signed_in(Role.READER), LIST)


class TestGoingBack:
    """With a reason, and forward again."""

    def test_back_and_forth(self, karin: User) -> None:
        first = published("2025.1", by=karin)
        second = published("2026.1", by=karin)
        client = browser(karin)
        assert "Zet deze uitgave weer live" not in text_of(client, at(second))
        shown = text_of(client, at(first, "rollback"))
        assert "in plaats van uitgave 2026.1" in shown
        for release, generation in ((first, 3), (second, 4)):
            sent = {"generation": generation - 1, "reason": "Fout in <stap> 2."}
            assert "is live" in client.post(at(release, "rollback"), sent, follow=True).content.decode()
            assert (live_channel().current, live_channel().generation) == (release, generation)
        assert "teruggezet door karin. “Fout in &lt;stap&gt; 2.”" in text_of(client, at(first))

    def test_without_a_reason_nothing_moves(self, karin: User) -> None:
        first = published("2025.1", by=karin)
        published("2026.1", by=karin)
        answer = browser(karin).post(at(first, "rollback"), {"generation": 2, "reason": " "})
        assert "Zeg waarom" in answer.content.decode()
        assert live_channel().generation == 2

    def test_what_never_went_out_cannot_come_back(self, release: Release, karin: User) -> None:
        answer = browser(karin).post(at(release, "rollback"), {"generation": 0, "reason": "Proef"})
        assert "Er is geen uitgave 2026.1" in answer.content.decode()
