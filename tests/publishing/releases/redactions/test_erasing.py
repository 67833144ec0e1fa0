"""Lawful erasure: gone from every release, pack and artefact; the digest stays known, and the address says why."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import Client

from cms.accounts.models import User
from cms.content.models import Definition
from exporters.models import Artifact
from exporters.services import export_release
from publishing.audit.models import AuditEvent
from publishing.releases import storage
from publishing.releases.alarms import Alarm
from publishing.releases.compare import compare_releases
from publishing.releases.comparing.models import ComparisonRecord
from publishing.releases.comparing.records import comparison_of
from publishing.releases.errors import RedactedError, RefusedError
from publishing.releases.findings import findings_of
from publishing.releases.models import Channel, DocumentBody, Freeze, OutboxEntry, PackRecord, Release, ReleaseEvent
from publishing.releases.outbox import deliver_outbox
from publishing.releases.packs import ensure_pack, promote_pack
from publishing.releases.preparing import prepare_release
from publishing.releases.publish import publish_in_one_transaction
from publishing.releases.reading import ERASED, bodies_of, manifest_of
from publishing.releases.redactions import erasing
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.models import Ground, Redaction, RedactionRequest
from publishing.releases.redactions.requesting import refuse_redaction, request_redaction
from publishing.releases.rollback import rollback_release
from publishing.releases.round_base import document_body, read_base
from publishing.releases.ticking import tick
from publishing.releases.verify import verify_release, verify_store
from publishing.store.base import StoreError
from publishing.store.catalogue import read_catalogue
from publishing.store.layout import candidate_pack, public_pack
from publishing.store.pack_reader import Pack
from tests.factories import content
from tests.factories.notices import LATER, asked_to_erase, digest_of, erased
from tests.factories.releases import AT, candidate, published
from tests.publishing.releases.redactions.conftest import Held

pytestmark = pytest.mark.django_db

ITEM = ("begrip", "prestatiedruk")
SECRET = b"Jantje Geheim"
PATH = "begrippen/prestatiedruk"


def holding(store: Path) -> list[str]:
    """Return the files in the store that hold the secret."""
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if _holds(path))


def _holds(path: Path) -> bool:
    return path.is_file() and SECRET in path.read_bytes()


class TestWhatIsErased:
    """By two people, from everything."""

    def test_is_gone_from_the_database_and_from_every_file(
        self, held: Held, karin: User, joris: User, release_store: Path
    ) -> None:
        ensure_pack(candidate("2026.2"))
        assert len(holding(release_store)) == 7  # two releases: candidate pack, public pack, artefact; and a candidate
        erased(held.second, *ITEM, by=karin, confirmed_by=joris)
        assert holding(release_store) == []
        assert not any(SECRET in bytes(one.body) for one in DocumentBody.objects.all())

    def test_stays_known_by_its_digest_and_nothing_else_changes(
        self, held: Held, karin: User, joris: User, client: Client
    ) -> None:
        digest = digest_of(held.first, *ITEM)
        before = {path: client.get(path).content for path in self._others(client)}
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        assert DocumentBody.objects.get(pk=digest).body == b""
        assert {path: client.get(path).content for path in before} == before
        assert digest.encode() in client.get("/api/v1/uitgaven/2025.1/manifest").content

    def _others(self, client: Client) -> list[str]:
        roots = [f"/api/v1/uitgaven/{number}" for number in ("2025.1", "2026.1")]
        return [f"{root}/{path}" for root in roots for path in ("manifest", "begrippen/rust", "verantwoording")]

    @pytest.mark.parametrize("root", ["uitgaven/2025.1", "uitgaven/2026.1", "actueel"])
    def test_answers_410_with_why(self, held: Held, karin: User, joris: User, client: Client, root: str) -> None:
        known = client.get(f"/api/v1/{root}/{PATH}")["ETag"]
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        for headers in ({}, {"If-None-Match": known}):
            answer = client.get(f"/api/v1/{root}/{PATH}", headers=headers)
            assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
            assert answer["Cache-Control"] == "no-store"
        problem = answer.json()
        assert (problem["gewistOp"], problem["grond"]) == ("2026-11-02", Ground.PERSONAL_DATA.label)
        assert "is gewist op 02-11-2026. Grond: persoonsgegevens (AVG, artikel 17)." in problem["detail"]
        assert "ouder" not in answer.content.decode()  # the reason stays within the workshop

    def test_is_left_out_of_collections_and_bundles_and_named_by_the_release(
        self, held: Held, karin: User, joris: User, client: Client
    ) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        listed = client.get("/api/v1/uitgaven/2025.1/begrippen").json()
        assert ([one["id"] for one in listed["items"]], listed["aantal"]) == (["rust"], 1)
        bundle = json.loads(client.get("/api/v1/uitgaven/2026.1/bundel").getvalue())
        assert SECRET.decode() not in json.dumps(bundle)
        assert client.get("/api/v1/uitgaven/2025.1").json()["gewist"] == [
            {
                "onderdeel": {"soort": "begrip", "id": "prestatiedruk", "pad": PATH},
                "vingerafdruk": digest_of(held.first, *ITEM),
                "gewistOp": "2026-11-02",
                "grond": Ground.PERSONAL_DATA.label,
            }
        ]

    def test_can_be_the_one_document_of_its_kind(self, held: Held, karin: User, joris: User, client: Client) -> None:
        erased(held.first, "verantwoording", "verantwoording", by=karin, confirmed_by=joris)
        assert client.get("/api/v1/uitgaven/2025.1/verantwoording").status_code == 410
        assert client.get("/api/v1/uitgaven/2026.1/verantwoording").status_code == 200

    def test_is_expected_by_verification_which_names_it(
        self, held: Held, karin: User, joris: User, capsys: pytest.CaptureFixture[str]
    ) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        assert verify_store() == []
        assert verify_release(held.first) == []
        call_command("verify_store")
        call_command("verify_release", "2025.1")
        assert capsys.readouterr().out.count("Gewist, zoals vastgelegd: begrip/prestatiedruk.") == 2

    def test_is_told_once_per_published_release_and_put_on_record(self, held: Held, karin: User, joris: User) -> None:
        redaction = erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        events = ReleaseEvent.objects.filter(kind="redacted")
        assert [one.release.number for one in events.order_by("pk")] == ["2025.1", "2026.1"]
        assert (redaction.requested_by, redaction.confirmed_by, redaction.confirmed_at) == (karin, joris, LATER)
        acts = AuditEvent.objects.filter(action__contains="redact").order_by("pk")
        assert [one.action for one in acts] == ["release.redaction-proposed", *["release.redacted"] * 3]
        assert not any("ouder" in one.reason for one in acts)

    def test_twice_from_one_release(self, held: Held, karin: User, joris: User, client: Client) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        erased(held.first, "begrip", "rust", by=joris, confirmed_by=karin)
        assert client.get("/api/v1/uitgaven/2025.1/begrippen").json() == {"aantal": 0, "items": []}
        assert read_catalogue(storage.release_store()).releases[0].pack.key == public_pack(held.first.digest, 2)
        assert verify_store() == []


class TestArtefacts:
    """Of a release that lost something."""

    def test_are_made_anew_without_it_when_somebody_asks(self, held: Held, karin: User, joris: User) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        (made,) = export_release(release=held.first, at=LATER)
        assert (made.edition, export_release(release=held.first, at=LATER)) == (1, [made])
        assert verify_store() == []
        assert Artifact.objects.filter(release=held.first).aggregate(count=Count("pk")) == {"count": 2}

    def test_that_still_hold_it_are_reported(self, held: Held, karin: User, joris: User, release_store: Path) -> None:
        (artifact,) = Artifact.objects.filter(release=held.first)
        path = release_store / "artifacts" / artifact.sha256
        before = path.read_bytes()
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        path.write_bytes(before)
        assert [one.problem for one in verify_release(held.first)] == ["het bestand bevat nog wat is gewist"]


class TestReleasesAfterwards:
    """A release without it follows."""

    def test_a_candidate_that_holds_it_never_goes_out(self, held: Held, karin: User, joris: User) -> None:
        content.step(2)
        made = candidate("2026.2")
        prepare_release(release=made, at=AT)
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        with pytest.raises(RedactedError, match="is gewist"):
            findings_of(made)
        with pytest.raises(RefusedError, match=r"Bevries 2026\.2 opnieuw"):
            publish_in_one_transaction(made, expected_generation=Channel.objects.get().generation, by=karin, at=LATER)

    def test_what_the_workshop_still_has_to_the_letter_is_not_frozen_again(
        self, held: Held, karin: User, joris: User
    ) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        before = (Release.objects.count(), Freeze.objects.count())
        content.step(2)
        with pytest.raises(RefusedError, match=r"begrip ‘prestatiedruk’.*Haal het in de redactie weg"):
            candidate("2026.2")
        assert (Release.objects.count(), Freeze.objects.count()) == before

    def test_another_text_goes_out_as_always(self, held: Held, karin: User, joris: User, client: Client) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        Definition.objects.filter(term="Prestatiedruk").update(body="<p>Vraag het een volwassene.</p>")
        published("2026.2", by=karin)
        assert client.get(f"/api/v1/actueel/{PATH}").status_code == 200
        assert client.get(f"/api/v1/uitgaven/2026.1/{PATH}").status_code == 410
        assert verify_store() == []

    def test_going_back_to_a_release_that_lost_something(
        self, held: Held, karin: User, joris: User, client: Client
    ) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        rollback_release(number="2025.1", reason="Terug.", by=karin, at=LATER)
        deliver_outbox(at=LATER)
        assert client.get(f"/api/v1/actueel/{PATH}").status_code == 410
        assert verify_store() == []

    def test_a_pack_that_was_lost_is_built_again_without_it(
        self, held: Held, karin: User, joris: User, release_store: Path
    ) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        (release_store / public_pack(held.first.digest, 1)).unlink()
        assert promote_pack(held.first).edition == 1
        assert holding(release_store) == []

    def test_a_round_can_build_on_it_and_shows_no_content(self, held: Held, karin: User, joris: User) -> None:
        erased(held.second, *ITEM, by=karin, confirmed_by=joris)
        base = read_base("2026.1")
        assert base is not None
        titles = {entry.public_id: entry.title for entry in base.entries}
        assert titles["prestatiedruk"] == ERASED
        assert document_body(digest_of(held.second, *ITEM)) is None

    def test_comparing_goes_on_without_its_content(self, held: Held, karin: User, joris: User) -> None:
        Definition.objects.filter(term="Prestatiedruk").update(term="Druk van Jantje Geheim")
        third = published("2026.2", by=karin)
        comparison_of(old=held.second, new=third)
        erased(third, *ITEM, by=karin, confirmed_by=joris)
        assert [bytes(one.body) for one in ComparisonRecord.objects.all()] == [b""]
        (change,) = [one for one in comparison_of(old=held.second, new=third).changes if one.id == "prestatiedruk"]
        assert (change.change, change.title) == ("changed", ERASED)
        assert compare_releases(old=held.second, new=third) == comparison_of(old=held.second, new=third)


class TestWhatGoesWrong:
    """On the way: nothing half done, and what is left over is named."""

    def test_the_store_is_full_before_the_commit(
        self, held: Held, karin: User, joris: User, monkeypatch: pytest.MonkeyPatch, client: Client
    ) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        monkeypatch.setattr(erasing, "_stored_without", self._full)
        with pytest.raises(StoreError):
            confirm_redaction(request=request, by=joris, at=LATER)
        assert not Redaction.objects.exists()
        assert client.get(f"/api/v1/actueel/{PATH}").status_code == 200
        assert verify_store() == []

    def _full(self, *_: object, **__: object) -> None:
        raise StoreError("De opslag is vol.")

    def test_killed_between_storing_the_pack_and_the_commit_then_tried_again(
        self, held: Held, karin: User, joris: User, monkeypatch: pytest.MonkeyPatch, release_store: Path
    ) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        with monkeypatch.context() as patched:
            patched.setattr(erasing, "_erase", self._full)
            with pytest.raises(StoreError):
                confirm_redaction(request=request, by=joris, at=LATER)
        (release_store / public_pack(held.first.digest, 1)).chmod(0o644)
        (release_store / public_pack(held.first.digest, 1)).write_bytes(b"half")
        assert {one.problem for one in verify_store()} == {"niemand heeft dit bestand vastgelegd"}
        confirm_redaction(request=request, by=joris, at=LATER)
        deliver_outbox(at=LATER)
        assert clear_redactions(at=LATER) == []
        assert verify_store() == []

    def test_killed_after_the_commit_the_sweep_finishes(
        self, held: Held, karin: User, joris: User, release_store: Path, client: Client
    ) -> None:
        confirm_redaction(request=asked_to_erase(held.first, *ITEM, by=karin), by=joris, at=LATER)
        assert any("bevat nog wat is gewist" in one.problem for one in verify_store())
        (problem,) = clear_redactions(at=LATER)  # the world is still led to the old pack
        assert "wijst nog naar het oude pakket" in problem
        assert holding(release_store) != []
        tick(at=LATER)
        assert holding(release_store) == []
        assert client.get(f"/api/v1/actueel/{PATH}").status_code == 410
        assert verify_store() == []
        assert Alarm.objects.count() == 0

    def test_files_that_cannot_be_taken_away_raise_an_alarm(
        self, held: Held, karin: User, joris: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        confirm_redaction(request=asked_to_erase(held.first, *ITEM, by=karin), by=joris, at=LATER)
        with monkeypatch.context() as patched:
            patched.setattr("publishing.releases.redactions.clearing.stale_packs", self._full)
            tick(at=LATER)
        assert "Er staan nog bestanden met wat is gewist" in Alarm.objects.get().message
        assert clear_redactions(at=LATER) == []

    def test_the_release_went_out_meanwhile(
        self, held: Held, karin: User, joris: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        content.step(2)
        candidate("2026.2")
        erase = erasing._erase

        def after_publishing(*args: object, **kwargs: object) -> object:
            published("2026.2", by=karin)
            return erase(*args, **kwargs)  # type: ignore[arg-type]  # as it was called

        monkeypatch.setattr(erasing, "_erase", after_publishing)
        with pytest.raises(RefusedError, match="intussen"):
            confirm_redaction(request=request, by=joris, at=LATER)
        assert not Redaction.objects.exists()

    def test_a_pack_that_is_built_while_something_is_erased_is_built_again(
        self, held: Held, karin: User, joris: User, monkeypatch: pytest.MonkeyPatch, release_store: Path
    ) -> None:
        content.step(2)
        made = candidate("2026.2")
        request = asked_to_erase(held.first, *ITEM, by=karin)
        locked = Release.objects.select_for_update
        once = iter([True])

        def erasing_first(*args: object, **kwargs: object) -> object:
            if next(once, False):
                confirm_redaction(request=request, by=joris, at=LATER)
            return locked(*args, **kwargs)  # type: ignore[arg-type]  # as it was called

        monkeypatch.setattr(Release.objects, "select_for_update", erasing_first)
        assert ensure_pack(made).edition == 1
        assert not (release_store / candidate_pack(made.digest)).exists()
        assert SECRET not in (release_store / candidate_pack(made.digest, 1)).read_bytes()

    def test_tampering_without_a_redaction_is_still_reported(
        self, held: Held, karin: User, joris: User, release_store: Path
    ) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        path = release_store / public_pack(held.first.digest, 1)
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-1] + b"\x01")
        (problem,) = {one.problem for one in verify_release(held.first)}
        assert problem == "de bytes kloppen niet met de vastgelegde SHA-256"
        with pytest.raises(CommandError, match="SHA-256"):
            call_command("verify_store")


class TestAskingAndRefusing:
    """Before anything is erased."""

    def test_asking_erases_nothing(self, held: Held, karin: User, client: Client) -> None:
        asked_to_erase(held.first, *ITEM, by=karin)
        assert client.get(f"/api/v1/actueel/{PATH}").status_code == 200
        assert OutboxEntry.objects.count() == 2

    def test_who_asks_does_not_confirm(self, held: Held, karin: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        with pytest.raises(RefusedError, match="Iemand anders moet bevestigen"):
            confirm_redaction(request=request, by=karin, at=LATER)
        assert PackRecord.objects.filter(edition=1).count() == 0
        assert AuditEvent.objects.filter(action="release.redacted", result="refused").count() == 1

    def test_a_request_is_decided_once(self, held: Held, karin: User, joris: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        refuse_redaction(request=request, reason="Dit is geen persoon.", by=joris, at=LATER)
        for decide in (
            lambda: confirm_redaction(request=request, by=joris, at=LATER),
            lambda: refuse_redaction(request=request, reason="Nog eens.", by=joris, at=LATER),
        ):
            with pytest.raises(RefusedError, match="al afgewezen"):
                decide()
        again = asked_to_erase(held.first, *ITEM, by=karin)
        confirm_redaction(request=again, by=joris, at=LATER)
        with pytest.raises(RefusedError, match="al bevestigd"):
            refuse_redaction(request=again, reason="Te laat.", by=joris, at=LATER)
        with pytest.raises(RefusedError, match="al gewist"):
            asked_to_erase(held.first, *ITEM, by=karin)

    def test_a_request_needs_a_reason_a_known_version_and_no_open_request(self, held: Held, karin: User) -> None:
        asked_to_erase(held.first, *ITEM, by=karin)
        with pytest.raises(RefusedError, match="loopt al een verzoek"):
            asked_to_erase(held.first, *ITEM, by=karin)
        with pytest.raises(RefusedError, match="reden"):
            asked_to_erase(held.first, "begrip", "rust", by=karin, reason=" ")
        for digests in ([], ["0" * 64]):
            with pytest.raises(RefusedError, match="welke versies"):
                request_redaction(
                    kind="begrip", public_id="rust", digests=digests, ground=Ground.ORDER, reason="x", by=karin, at=AT
                )
        with pytest.raises(RefusedError, match="reden"):
            refuse_redaction(request=RedactionRequest.objects.get(), reason=" ", by=karin, at=LATER)


def test_reading_an_erased_document_says_so(held: Held, karin: User, joris: User) -> None:
    erased(held.first, *ITEM, by=karin, confirmed_by=joris)
    entries = [one for one in manifest_of(held.first).documents if one.id == "prestatiedruk"]
    with pytest.raises(RedactedError, match="begrip/prestatiedruk"):
        list(bodies_of(entries))


def test_the_pack_names_what_was_erased_and_keeps_the_places_of_the_others(
    held: Held, karin: User, joris: User
) -> None:
    before = [one.id for one in manifest_of(held.first).documents]
    digest = digest_of(held.first, *ITEM)
    erased(held.first, *ITEM, by=karin, confirmed_by=joris)
    pack = Pack(storage.release_store().local_file(public_pack(held.first.digest, 1)))
    assert pack.meta["redacted"] == digest
    places = [place for place, _ in pack.page("begrip", after=-1, limit=10)]
    assert places == [before.index("rust")]
