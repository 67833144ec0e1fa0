"""A correction is the released set, byte for byte, with only the chosen documents changed."""

from datetime import date, timedelta
from typing import Any

import pytest

from cms.accounts.models import User
from cms.content.models import Definition, Intervention, PracticeExample, RecommendationPage, Step
from publishing.releases.compare import compare_releases
from publishing.releases.corrections.changing import remove_item
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.corrections.models import Correction, CorrectionFreeze
from publishing.releases.errors import RefusedError
from publishing.releases.findings import findings_of
from publishing.releases.models import DocumentBody, Release
from publishing.releases.publish import publish_release
from publishing.releases.verify import verify_release, verify_store
from publishing.rounds.models import Round
from tests.factories import content
from tests.factories.corrections import (
    EXAMPLE,
    RECOMMENDATION,
    STEP,
    agreed,
    begun,
    brought_out,
    document,
    edited,
    entries,
    frozen,
    read,
)
from tests.factories.releases import AT
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.django_db
ACCOUNTABILITY = ("verantwoording", "verantwoording")


def differing(one: Release, other: Release) -> set[Any]:
    """Return the addresses that do not hold the same digest in both."""
    before, after = entries(one), entries(other)
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def half_done(by: User) -> None:
    """Work on next year: edit, unpublish, delete, rename and add, as editors do."""
    made_ready(Step.objects.get(number=2), by, title="Volgend jaar anders")
    made_ready(Intervention.objects.get(), by, name="Nieuwe naam", summary="<p>Nieuw.</p>")
    made_ready(RecommendationPage.objects.get(), by, title="Andere titel", body="<p>Anders.</p>")
    PracticeExample.objects.get().delete()
    Definition.objects.get().unpublish(user=by)
    content.definition("Van volgend jaar")


class TestWhatItHolds:
    """Next year's work leaks nothing."""

    def test_only_the_chosen_document_and_the_accountability_differ(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        half_done(sanne)
        release = brought_out(correction, karin)
        assert differing(base, release) == {STEP, ACCOUNTABILITY}
        assert list(entries(release)) == list(entries(base)), "the order is that of the base"
        assert document(release, STEP)["tekst"] == "<p>Kies samen twee doelen.</p>"
        assert verify_release(release) == []
        assert verify_store() == []

    def test_it_writes_two_documents_and_no_more(self, correction: Correction, sanne: User, joris: User) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        before = DocumentBody.objects.count()
        assert freeze_correction(correction=correction, by=None, at=AT).written == 2
        assert DocumentBody.objects.count() == before + 2

    def test_next_years_round_and_the_one_that_came_out_are_left_alone(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        Round.objects.create(
            year=2027, reference_date=date(2027, 7, 31), deadline=date(2027, 10, 1), opened_by=karin, opened_at=AT
        )
        before = list(Round.objects.order_by("pk").values())
        edited(correction, sanne)
        agreed(correction, joris)
        release = brought_out(correction, karin)
        assert list(Round.objects.order_by("pk").values()) == before
        assert [one["published_in"] for one in before] == ["2026.1", ""]
        assert release.predecessor == base
        assert release.reference_date == base.reference_date

    def test_verdicts_and_facts_of_next_year_change_no_recognition(
        self, base: Release, correction: Correction, sanne: User, joris: User
    ) -> None:
        content.observation(Intervention.objects.get(), "Niet erkend", on=date(2026, 7, 30), record="1400001")
        edited(correction, sanne)
        agreed(correction, joris)
        assert differing(base, frozen(correction)) == {STEP, ACCOUNTABILITY}

    def test_the_accountability_tells_what_was_improved_and_keeps_what_nobody_looked_at_again(
        self, base: Release, sanne: User, joris: User
    ) -> None:
        correction = begun(sanne, summary="In stap 1 stond een tikfout.\n<script>x</script>")
        edited(correction, sanne)
        agreed(correction, joris)
        before, after = document(base, ACCOUNTABILITY), document(frozen(correction), ACCOUNTABILITY)
        assert after["correctie"] == {
            "uitgave": "2026.1",
            "gewijzigd": 1,
            "samenvatting": "In stap 1 stond een tikfout.\n<script>x</script>",
        }
        assert after["vergelekenMet"] == "2026.1"
        assert "Deze uitgave is een correctie op uitgave 2026.1. Er is 1 item gewijzigd." in after["tekst"]
        assert "<p>In stap 1 stond een tikfout.</p><p>&lt;script&gt;x&lt;/script&gt;</p>" in after["tekst"]
        for kept in ("ijkdatum", "jaarronde", "bronnen", "niveaus", "titel"):
            assert after[kept] == before[kept]

    def test_the_same_changes_again_are_the_same_candidate_and_note_nothing(
        self, correction: Correction, sanne: User, joris: User
    ) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        first, second = frozen(correction), frozen(correction)
        assert first == second
        assert CorrectionFreeze.objects.count() == 1
        assert first.freezes.count() == 1

    def test_a_comparison_shows_that_item_only(
        self, base: Release, correction: Correction, sanne: User, joris: User
    ) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        changes = compare_releases(old=base, new=frozen(correction)).changes
        assert {(change.kind, change.title) for change in changes} == {
            ("stap", "Kies doelen"),
            ("verantwoording", "Verantwoording"),
        }


class TestRemoval:
    """An item can end in a correction."""

    def test_what_refers_to_it_blocks(self, correction: Correction, sanne: User, joris: User, karin: User) -> None:
        remove_item(correction=correction, address=EXAMPLE, reason="De school trok zich terug.", by=sanne, at=AT)
        agreed(correction, joris)
        release = freeze_correction(correction=correction, by=None, at=AT).release
        (found,) = release.latest_freeze.blocking
        assert (found["rule"], found["kind"], found["id"]) == ("unresolved-reference", *RECOMMENDATION)
        with pytest.raises(RefusedError, match="de-stille-dinsdag"):
            publish_release(number="2026.2", by=karin, at=AT)

    def test_it_ends_with_reason_and_successor(
        self, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        remove_item(
            correction=correction, address=("stap", "kijk-terug"), reason="Dubbel.", successor=STEP[1], by=sanne, at=AT
        )
        agreed(correction, joris)
        (ended,) = read(brought_out(correction, karin)).retired
        assert (ended.id, ended.reason, ended.successor, ended.ended_in) == (
            "kijk-terug",
            "Dubbel.",
            "kies-doelen",
            "2026.2",
        )

    def test_it_and_what_referred_to_it_go_out_together(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        edited(correction, sanne, RECOMMENDATION, practice_examples=[])
        remove_item(correction=correction, address=EXAMPLE, reason="De school trok zich terug.", by=sanne, at=AT)
        agreed(correction, joris)
        release = brought_out(correction, karin)
        assert differing(base, release) == {RECOMMENDATION, EXAMPLE, ACCOUNTABILITY}
        assert document(release, ACCOUNTABILITY)["correctie"] == {"uitgave": "2026.1", "gewijzigd": 1, "vervallen": 1}


class TestWhichRulesLook:
    """Only at what changed, and at the whole."""

    def test_a_fault_in_what_did_not_change_holds_nothing_up(self, sanne: User, joris: User, karin: User) -> None:
        from tests.factories.corrections import base as make_base

        release = make_base(karin)
        correction = begun(sanne)
        edited(correction, sanne)
        agreed(correction, joris)
        found = freeze_correction(correction=correction, by=None, at=AT).release.latest_freeze.findings
        assert {(one["kind"], one["id"]) for one in found} <= {STEP}
        assert release.latest_freeze.findings != [] or found == []

    def test_a_fault_in_what_changed_blocks(self, correction: Correction, sanne: User, joris: User) -> None:
        edited(correction, sanne, body='<p><a href="">Lees over doelen</a></p>')
        agreed(correction, joris)
        release = freeze_correction(correction=correction, by=None, at=AT).release
        assert [(one["rule"], one["id"]) for one in release.latest_freeze.blocking] == [("link-empty", "kies-doelen")]

    def test_a_consent_that_lapsed_since_is_a_warning_and_blocks_only_what_changed(
        self, sanne: User, joris: User, karin: User
    ) -> None:
        from tests.factories import releases
        from tests.factories.corrections import workshop

        workshop()
        PracticeExample.objects.update(consent_until=AT.date())
        releases.published("2026.1", by=karin)
        later = AT + timedelta(days=2)
        correction = begun(sanne)
        edited(correction, sanne)
        agreed(correction, joris)
        release = freeze_correction(correction=correction, by=None, at=later).release
        assert [(one["rule"], one["level"]) for one in release.latest_freeze.findings if one["id"] == EXAMPLE[1]] == [
            ("consent-lapsed", "warning")
        ]
        assert [one.rule for one in findings_of(release)] == [one["rule"] for one in release.latest_freeze.findings]
        edited(correction, sanne, EXAMPLE, body="<p>Op dinsdag is er rust.</p>")
        agreed(correction, joris)
        release = freeze_correction(correction=correction, by=None, at=later).release
        assert [one["level"] for one in release.latest_freeze.findings if one["id"] == EXAMPLE[1]] == ["blocking"]
