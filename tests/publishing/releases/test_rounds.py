"""A release holds what its round took in, as two people decided it, and goes out as the round closed it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention, Step
from cms.vetting.levels import Register
from cms.vetting.observations import record_observation
from publishing.documents.manifest import read_manifest
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import freeze_release
from publishing.releases.hindrances import hindrances
from publishing.releases.models import DocumentBody, Release
from publishing.releases.publish import publish_release
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.models import Round
from publishing.rounds.reopening import reopen_round
from publishing.rounds.retiring import retire_item
from publishing.rounds.reviewing import review_item
from publishing.rounds.syncing import sync_items
from publishing.rounds.worklist import read_worklist
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import approved, published
from tests.factories.rounds import DAY, item_of, judged, made_ready, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne(db: None) -> User:
    return person("sanne", Role.EDITOR)


@pytest.fixture
def joris(db: None) -> User:
    return person("joris", Role.REVIEWER)


def frozen(number: str = "2026.1", day: date = DAY) -> Release:
    return approved(freeze_release(number=number, reference_date=day, by=None, at=timezone.now()).release)


def blocking(release: Release) -> list[tuple[str, str]]:
    return [(one["rule"], one["id"]) for one in release.latest_freeze.blocking]


def ids(release: Release, kind: str) -> list[str]:
    return [entry.id for entry in read_manifest(bytes(release.manifest)).documents if entry.kind == kind]


def document(release: Release, public_id: str) -> Any:
    manifest = read_manifest(bytes(release.manifest))
    digest = next(entry.digest for entry in manifest.documents if entry.id == public_id)
    return json.loads(bytes(DocumentBody.objects.get(digest=digest).body))


def reviewed(round: Round, by: User) -> None:
    """Confirm everything that is open, as somebody who changed nothing."""
    sync_items(round=round)
    confirm_unchanged(round=round, items=round.items.all(), by=by, at=timezone.now())
    for row in read_worklist(round).rows:
        if not row.is_settled and row.current is not None:
            review_item(item=row.item, digest=row.current.digest, by=by, at=timezone.now())


def observed(intervention: Intervention, label: str, day: date, by: User) -> None:
    record_observation(
        intervention=intervention,
        register="gezonde-school",
        record="1400001",
        raw_label=label,
        recognised_on=day,
        by=by,
        at=timezone.now(),
    )


class TestWithoutARoundThatClosed:
    """A candidate can be looked at, and not go out."""

    def test_no_round_is_a_blocking_finding(self, publicist: User) -> None:
        content.step()
        assert blocking(frozen()) == [("no-round", "2026.1")]
        with pytest.raises(RefusedError, match="geen jaarronde met ijkdatum 31-07-2026"):
            publish_release(number="2026.1", by=publicist, at=timezone.now())

    def test_an_open_round_is_a_blocking_finding(self, publicist: User) -> None:
        content.step()
        opened(publicist)
        release = frozen()
        assert blocking(release) == [("round-open", "2026.1")]
        assert list(hindrances(release)) == ["Jaarronde 2026 is nog open. Sluit haar en bevries opnieuw."]

    def test_a_round_that_came_out_brings_out_no_second_number(self, publicist: User, joris: User) -> None:
        content.step()
        made = opened(publicist)
        reviewed(made, joris)
        close_round(round=made, by=publicist, at=timezone.now())
        frozen()
        publish_release(number="2026.1", by=publicist, at=timezone.now())
        assert blocking(frozen("2026.2")) == [("round-published", "2026.2")]


class TestVerdicts:
    """What two people decided is what goes out."""

    def test_the_release_says_what_the_verdict_saw(self, publicist: User, sanne: User, joris: User) -> None:
        item = content.intervention("Rustig Leren")
        content.observation(item, on=date(2024, 3, 1), url="https://register.example/1400001")
        content.recommendation(content.domain(), interventions={item: "<p>Week drie past hier.</p>"})
        made = opened(publicist)
        judged(item, sanne, joris)
        reviewed(made, joris)
        close_round(round=made, by=publicist, at=timezone.now())
        observed(item, "Niet erkend", DAY, sanne)  # found after the round: it is for the next one
        release = frozen()
        assert blocking(release) == []
        (recognition,) = document(release, "rustig-leren")["erkenningen"]
        assert recognition == {
            "register": "gezonde-school",
            "kenmerkInRegister": "1400001",
            "niveau": "goed-onderbouwd",
            "niveauInHetKort": "goed onderbouwd",
            "datum": "2024-03-01",
            "webadres": "https://register.example/1400001",
        }
        publish_release(number="2026.1", by=publicist, at=timezone.now())

    def test_what_nobody_vetted_and_what_was_excluded_stays_out_and_may_not_be_linked(
        self, publicist: User, sanne: User, joris: User
    ) -> None:
        items = [content.intervention(name) for name in ("Rustig Leren", "Sterk Staan", "Stille Dagen")]
        for item in items:
            content.observation(item, on=date(2024, 3, 1))
        content.recommendation(content.domain(), "Rust", interventions=dict.fromkeys(items, "<p>Past.</p>"))
        opened(publicist)
        judged(items[0], sanne, joris)
        judged(items[1], sanne, joris, is_included=False)
        release = frozen()
        assert ids(release, "interventie") == ["rustig-leren"]
        assert release.latest_freeze.left_out == {"sterk-staan": "niet-opgenomen", "stille-dagen": "niet-getoetst"}
        assert blocking(release) == [
            ("excluded-intervention", "rust"),
            ("unvetted-intervention", "rust"),
            ("round-open", "2026.1"),
        ]

    def test_a_stale_verdict_takes_nothing_in(self, publicist: User, sanne: User, joris: User) -> None:
        item = content.intervention("Rustig Leren")
        content.observation(item, on=date(2024, 3, 1))
        content.step()
        opened(publicist)
        judged(item, sanne, joris)
        assert ids(frozen(), "interventie") == ["rustig-leren"]
        observed(item, "Niet erkend", DAY, sanne)
        assert ids(frozen(), "interventie") == []

    def test_an_agreed_verdict_changes_no_byte_of_what_was_reviewed(
        self, publicist: User, sanne: User, joris: User
    ) -> None:
        item = content.intervention("Rustig Leren")
        content.observation(item, "Niet erkend", on=date(2021, 3, 1), register=Register.NJI, record="rustig-leren.html")
        content.observation(item, on=date(2024, 3, 1))
        made = opened(publicist)
        before = {row.item.uid: row.current.digest for row in read_worklist(made).rows if row.current}
        judged(item, sanne, joris)
        assert {row.item.uid: row.current.digest for row in read_worklist(made).rows if row.current} == before


class TestAfterClosing:
    """What is other than when the round closed was seen by nobody."""

    @pytest.fixture
    def closed(self, publicist: User, joris: User) -> Round:
        for number in (1, 2, 3):
            content.step(number, title=f"Stap {number}")
        made = opened(publicist)
        reviewed(made, joris)
        return close_round(round=made, by=publicist, at=timezone.now())

    def test_what_changed_came_or_went_is_named(self, closed: Round, sanne: User) -> None:
        assert blocking(frozen()) == []
        first, second, _ = (item for item in Step.objects.order_by("number"))
        made_ready(first, sanne, title="Anders")
        second.unpublish(user=sanne)
        content.definition("Druk")
        found = frozen().latest_freeze.findings
        assert [one["rule"] for one in found] == ["changed-after-round", "gone-after-round", "not-in-round"]
        assert (found[0]["id"], found[2]["id"]) == ("anders", "druk")

    def test_it_goes_out_after_the_round_was_opened_reviewed_and_closed_again(
        self, closed: Round, publicist: User, sanne: User, joris: User
    ) -> None:
        made_ready(Step.objects.get(number=1), sanne, title="Anders")
        frozen()
        with pytest.raises(RefusedError, match="anders dan toen Jaarronde 2026 dicht ging"):
            publish_release(number="2026.1", by=publicist, at=timezone.now())
        made = reopen_round(round=closed, reason="De titel van stap 1.", by=publicist, at=timezone.now())
        reviewed(made, joris)
        close_round(round=made, by=publicist, at=timezone.now())
        with pytest.raises(RefusedError):  # what the freeze found then still stands there
            publish_release(number="2026.1", by=publicist, at=timezone.now())
        frozen()
        publish_release(number="2026.1", by=publicist, at=timezone.now())
        closed.refresh_from_db()
        assert closed.published_in == "2026.1"

    def test_a_round_opened_again_after_the_freeze_keeps_the_candidate_in(self, closed: Round, publicist: User) -> None:
        frozen()
        reopen_round(round=closed, reason="Toch nog iets.", by=publicist, at=timezone.now())
        with pytest.raises(RefusedError, match="Jaarronde 2026 is intussen heropend"):
            publish_release(number="2026.1", by=publicist, at=timezone.now())


def test_what_the_round_let_go_is_told_with_reason_and_successor(publicist: User, sanne: User, joris: User) -> None:
    old, new = content.step(1, title="Oud"), content.step(2, title="Nieuw")
    excluded = content.intervention("Rustig Leren")
    content.observation(excluded, on=date(2024, 3, 1))
    published("2025.1", by=publicist, reference_date=DAY - timedelta(days=365))
    made = opened(publicist)
    retire_item(item=item_of(made, old), reason="Ging op in stap 2.", successor=new.uid, by=sanne, at=timezone.now())
    old.unpublish(user=sanne)
    judged(excluded, sanne, joris, is_included=False)
    reviewed(made, joris)
    close_round(round=made, by=publicist, at=timezone.now())
    release = frozen()
    assert blocking(release) == []
    assert [(one.id, one.reason, one.successor) for one in read_manifest(bytes(release.manifest)).retired] == [
        ("rustig-leren", "niet opgenomen na toetsing", None),
        ("oud", "Ging op in stap 2.", "nieuw"),
    ]
