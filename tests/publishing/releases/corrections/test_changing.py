"""What a correction may change, and what it refuses with what to do."""

from typing import Any

import msgspec
import pytest

from cms.accounts.models import User
from cms.content.models import DomainPage, Intervention, RecommendationPage, Step
from cms.vetting.models import Verdict
from publishing.releases.corrections.beginning import begin_correction, drop_correction, restart_correction
from publishing.releases.corrections.changing import edit_item, remove_item, take_item, withdraw_change
from publishing.releases.corrections.held import document_of, entry_of
from publishing.releases.corrections.models import Action, Correction
from publishing.releases.corrections.reviewing import hands_in, review_change
from publishing.releases.corrections.standing import Status, candidate_of, changes_of, status_of
from publishing.releases.corrections.taking import read_workshop, round_behind, source_of
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release
from tests.factories import content
from tests.factories.corrections import (
    DEFINITION,
    EXAMPLE,
    INTERVENTION,
    RECOMMENDATION,
    STEP,
    agreed,
    begun,
    brought_out,
    document,
    edited,
    frozen,
)
from tests.factories.releases import AT
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.django_db


class TestBeginning:
    """On what is live, with why."""

    def test_nothing_is_live(self, sanne: User) -> None:
        with pytest.raises(RefusedError, match="nog niets gepubliceerd"):
            begun(sanne)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"reason": "  "}, "Vul de reden in"),
            ({"reason": "x" * 2_001}, "ten hoogste 2000 tekens, nu 2001"),
            ({"summary": "a\0b"}, "geen tekst"),
        ],
    )
    def test_what_is_refused(self, base: Release, sanne: User, fields: dict[str, Any], said: str) -> None:
        with pytest.raises(RefusedError, match=said):
            begun(sanne, **fields)
        assert not Correction.objects.exists()

    def test_it_gets_the_next_number(self, base: Release, sanne: User) -> None:
        made = begun(sanne)
        assert (made.number, made.base, status_of(made)) == ("2026.2", base, Status.OPEN)


class TestEditing:
    """The released text, with other words."""

    def test_the_proposed_bytes_are_kept(self, base: Release, correction: Correction, sanne: User) -> None:
        change = edited(correction, sanne)
        assert msgspec.json.decode(bytes(change.body)) == {
            **document(base, STEP),
            "tekst": "<p>Kies samen twee doelen.</p>",
        }
        assert (change.title, change.action) == ("Kies doelen", Action.EDITED)

    def test_the_same_again_changes_nothing(self, correction: Correction, sanne: User) -> None:
        with pytest.raises(RefusedError, match="Er verandert niets"):
            edited(correction, sanne, title="Kies doelen")

    def test_what_somebody_else_changed_meanwhile_is_not_written_over(
        self, correction: Correction, sanne: User, karin: User
    ) -> None:
        entry = entry_of(correction.base, STEP)
        edited(correction, karin)
        with pytest.raises(RefusedError, match="intussen veranderd door karin"):
            edit_item(
                correction=correction,
                address=STEP,
                document=msgspec.structs.replace(document_of(entry), title="Anders"),
                seen=entry.digest,
                by=sanne,
                at=AT,
            )

    def test_an_item_that_the_release_does_not_hold(self, correction: Correction, sanne: User) -> None:
        for address in [("stap", "bestaat-niet"), ("verantwoording", "verantwoording"), ("iets", "anders")]:
            with pytest.raises(RefusedError, match="heeft geen"):
                remove_item(correction=correction, address=address, reason="Weg.", by=sanne, at=AT)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"title": ""}, "Titel is leeg"),
            ({"body": "<p>" + "x" * 200_001 + "</p>"}, "Tekst is langer dan 200000 tekens"),
            ({"title": "a\x07b"}, "Titel"),
            ({"title": "\ud800"}, "onzichtbaar teken"),
        ],
    )
    def test_poison_is_refused_and_leaves_nothing(
        self, correction: Correction, sanne: User, fields: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(RefusedError, match=said):
            edited(correction, sanne, **fields)
        assert changes_of(correction) == []

    def test_a_link_to_what_the_release_does_not_hold_is_refused_by_name(
        self, correction: Correction, sanne: User
    ) -> None:
        body = '<p><a href="wegwijzer:stappen/van-volgend-jaar">Volgende stap</a></p>'
        with pytest.raises(RefusedError, match=r"niet in uitgave 2026\.1 zit: stap 'van-volgend-jaar'"):
            edited(correction, sanne, body=body)

    def test_an_item_does_not_move(self, correction: Correction, sanne: User) -> None:
        with pytest.raises(RefusedError, match="Verplaatsen kan niet"):
            edited(correction, sanne, number=9)


class TestTaking:
    """The item as it stands ready in the workshop."""

    def take(self, correction: Correction, by: User, address: Any = STEP) -> Any:
        seen = read_workshop(correction.base, address).frozen.digest
        return take_item(correction=correction, address=address, seen=seen, by=by, at=AT)

    def test_it_is_what_a_freeze_would_make_of_it(
        self, base: Release, correction: Correction, sanne: User, joris: User
    ) -> None:
        made_ready(Step.objects.get(number=1), sanne, body="<p>Kies <b>drie</b> doelen.</p>")
        change = self.take(correction, sanne)
        agreed(correction, joris)
        assert document(frozen(correction), STEP)["tekst"] == "<p>Kies <strong>drie</strong> doelen.</p>"
        assert change.action == Action.TAKEN

    def test_who_wrote_it_in_the_workshop_does_not_review_it(
        self, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        joris.groups.add(*sanne.groups.all())  # somebody who edits and reviews
        joris = User.objects.get(pk=joris.pk)
        made_ready(Step.objects.get(number=1), joris, body="<p>Kies drie doelen.</p>")
        change = self.take(correction, sanne)
        assert hands_in(change) == {sanne.pk, joris.pk}
        with pytest.raises(RefusedError, match="zelf aan deze wijziging"):
            review_change(change=change, by=joris, at=AT)
        review_change(change=change, by=karin, at=AT)

    def test_its_title_in_the_workshop_does_not_change_its_public_id(
        self, base: Release, correction: Correction, sanne: User
    ) -> None:
        made_ready(Step.objects.get(number=1), sanne, title="Heel anders")
        change = self.take(correction, sanne)
        assert msgspec.json.decode(bytes(change.body))["id"] == "kies-doelen"

    def test_changed_since_it_was_on_screen(self, correction: Correction, sanne: User) -> None:
        made_ready(Step.objects.get(number=1), sanne, body="<p>Een.</p>")
        seen = read_workshop(correction.base, STEP).frozen.digest
        made_ready(Step.objects.get(number=1), sanne, body="<p>Twee.</p>")
        with pytest.raises(RefusedError, match="intussen veranderd in de werkplaats"):
            take_item(correction=correction, address=STEP, seen=seen, by=sanne, at=AT)

    def test_a_link_to_a_new_item_is_refused_by_its_name(self, correction: Correction, sanne: User) -> None:
        page = RecommendationPage.objects.get()
        fresh = content.practice_example("Nieuw voorbeeld van volgend jaar")
        page.practice_links = [type(page.practice_links.first())(practice_example=fresh)]
        made_ready(page, sanne)
        with pytest.raises(RefusedError, match="praktijkvoorbeeld 'Nieuw voorbeeld van volgend jaar'"):
            self.take(correction, sanne, RECOMMENDATION)

    def test_not_ready_moved_or_not_fitting(self, correction: Correction, sanne: User) -> None:
        step = Step.objects.get(number=1)
        made_ready(step, sanne, number=5)
        with pytest.raises(RefusedError, match="op een andere plaats"):
            self.take(correction, sanne)
        Step.objects.filter(pk=step.pk).update(title="")
        with pytest.raises(RefusedError, match="Titel is leeg"):
            self.take(correction, sanne)
        step.unpublish(user=sanne)
        with pytest.raises(RefusedError, match="staat niet klaar in de werkplaats"):
            self.take(correction, sanne)

    def test_an_intervention_keeps_the_recognitions_of_its_round(
        self, base: Release, correction: Correction, sanne: User
    ) -> None:
        item = Intervention.objects.get()
        content.observation(item, "Niet erkend", on=base.reference_date)
        made_ready(item, sanne, summary="<p>Leren met meer rust.</p>")
        change = self.take(correction, sanne, INTERVENTION)
        taken = msgspec.json.decode(bytes(change.body))
        assert taken["erkenningen"] == document(base, INTERVENTION)["erkenningen"]
        assert taken["samenvatting"] == "<p>Leren met meer rust.</p>"

    def test_an_intervention_that_its_verdict_no_longer_fits(self, correction: Correction, sanne: User) -> None:
        item = Intervention.objects.get()
        made_ready(item, sanne, name="Rustiger Leren")
        later = {"id": None, "agreed": False, "decision_reason": "Toch niet."}
        Verdict.objects.create(**{**Verdict.objects.values().get(), **later})
        with pytest.raises(RefusedError, match="klopt niet meer met het oordeel"):
            self.take(correction, sanne, INTERVENTION)

    def test_a_correction_of_a_correction_rests_on_the_same_round(
        self, base: Release, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        second = brought_out(correction, karin)
        assert round_behind(second) == round_behind(base)
        assert round_behind(base) is not None

    def test_the_item_behind_an_address_is_found_or_not(self, base: Release) -> None:
        assert source_of(STEP) == Step.objects.get(number=1)
        assert source_of(("stap", "nooit-uitgebracht")) is None
        assert source_of(("domein", "domein-1")) == DomainPage.objects.get()


class TestRemovingAndWithdrawing:
    """An item that ends, or stays after all."""

    def test_without_a_reason_or_with_an_impossible_successor(self, correction: Correction, sanne: User) -> None:
        with pytest.raises(RefusedError, match="Vul de reden in"):
            remove_item(correction=correction, address=STEP, reason=" ", by=sanne, at=AT)
        for successor in ("kies-doelen", "bestaat-niet"):
            with pytest.raises(RefusedError, match="ander item van deze uitgave"):
                remove_item(correction=correction, address=STEP, reason="Weg.", successor=successor, by=sanne, at=AT)

    def test_the_newest_change_to_an_item_holds(self, correction: Correction, sanne: User, joris: User) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        assert changes_of(correction)[0].is_approved
        edited(correction, sanne, body="<p>Opnieuw.</p>")
        (standing,) = changes_of(correction)
        assert standing.review is None
        withdraw_change(correction=correction, address=STEP, by=sanne, at=AT)
        assert changes_of(correction) == []
        with pytest.raises(RefusedError, match="verandert deze correctie niets"):
            withdraw_change(correction=correction, address=STEP, by=sanne, at=AT)

    def test_a_text_that_refers_to_what_ends_is_refused(self, correction: Correction, sanne: User) -> None:
        remove_item(correction=correction, address=EXAMPLE, reason="Weg.", by=sanne, at=AT)
        with pytest.raises(RefusedError, match="praktijkvoorbeeld 'De stille dinsdag'"):
            edited(correction, sanne, RECOMMENDATION, title="Rust")


class TestEnds:
    """A correction that went out, was dropped or was overtaken is not worked on."""

    def test_published(self, correction: Correction, sanne: User, joris: User, karin: User) -> None:
        edited(correction, sanne)
        agreed(correction, joris)
        brought_out(correction, karin)
        assert status_of(correction) is Status.PUBLISHED
        with pytest.raises(RefusedError, match="is gepubliceerd en verandert niet meer"):
            edited(correction, sanne, title="Anders")
        with pytest.raises(RefusedError, match="is al gepubliceerd"):
            drop_correction(correction=correction, reason="Toch niet.", by=karin, at=AT)
        with pytest.raises(RefusedError, match="hoeft niet opnieuw"):
            restart_correction(correction=correction, by=sanne, at=AT)

    def test_dropped(self, correction: Correction, sanne: User, karin: User) -> None:
        drop_correction(correction=correction, reason="Toch niet.", by=karin, at=AT)
        assert status_of(correction) is Status.DROPPED
        with pytest.raises(RefusedError, match="is ingetrokken"):
            edited(correction, sanne)

    def test_what_is_other_in_the_new_base_does_not_come_along(
        self, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        other = begun(sanne)
        edited(correction, sanne)
        edited(other, sanne, body="<p>Iets anders.</p>")
        edited(other, joris, DEFINITION, body="<p>Anders.</p>")
        agreed(correction, joris)
        brought_out(correction, karin)
        assert status_of(other) is Status.OVERTAKEN
        again, left = restart_correction(correction=other, by=sanne, at=AT)
        assert [change.address for change in left] == [STEP]
        (standing,) = changes_of(again)
        assert (standing.change.address, hands_in(standing.change)) == (DEFINITION, {sanne.pk, joris.pk})
        assert status_of(other) is Status.DROPPED

    def test_another_candidate_of_the_same_number_is_not_its_own(
        self, correction: Correction, sanne: User, joris: User
    ) -> None:
        other = begin_correction(reason="Nog iets.", by=sanne, at=AT)
        for one, address in ((correction, STEP), (other, DEFINITION)):
            edited(one, sanne, address, body="<p>Verbeterd.</p>")
            agreed(one, joris)
            frozen(one)
        assert (candidate_of(correction), status_of(correction)) == (None, Status.OPEN)
        assert (candidate_of(other) is None, status_of(other)) == (False, Status.FROZEN)
