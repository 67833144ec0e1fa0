"""Lawful erasure: gone from every release, pack and artefact; the digest stays known, and the address says why."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.test import Client

from cms.accounts.models import User
from cms.content.models import Definition
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import export_release
from publishing.audit.models import AuditEvent
from publishing.documents.naming import ERASED
from publishing.releases import storage
from publishing.releases.compare import compare_releases
from publishing.releases.comparing.models import ComparisonRecord
from publishing.releases.comparing.records import comparison_of
from publishing.releases.errors import RedactedError, RefusedError
from publishing.releases.findings import findings_of
from publishing.releases.models import (
    Channel,
    DocumentBody,
    Freeze,
    Release,
    ReleaseEvent,
)
from publishing.releases.outbox import deliver_outbox
from publishing.releases.packs import ensure_pack, promote_pack
from publishing.releases.preparing import prepare_release
from publishing.releases.publish import publish_in_one_transaction
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.redactions.models import Ground
from publishing.releases.rollback import rollback_release
from publishing.releases.round_base import document_body, read_base
from publishing.releases.verify import verify_release, verify_store
from publishing.store.catalogue import read_catalogue
from publishing.store.layout import public_pack
from publishing.store.pack_query import Query
from publishing.store.pack_reader import Pack
from tests.factories import content
from tests.factories.notices import LATER, digest_of, erased
from tests.factories.releases import AT, candidate, published
from tests.publishing.releases.redactions.conftest import SECRET, Held, holding

pytestmark = pytest.mark.django_db

ITEM = ("begrip", "prestatiedruk")
PATH = "begrippen/prestatiedruk"


class TestWhatIsErased:
    """By two people, from everything."""

    @pytest.mark.parametrize("kinds", [None], ids=["every kind"])
    def test_is_gone_from_the_database_and_from_every_file(
        self, held: Held, karin: User, joris: User, release_store: Path
    ) -> None:
        ensure_pack(candidate("2026.2"))
        packs = 2 * 2 + 1  # of two releases the candidate's and the public one; and of a candidate
        artefacts = 2 * (8 + 2)  # of two releases the kinds whose bytes show it, and public copies of the required ones
        assert len(holding(release_store)) == packs + artefacts
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

    @pytest.mark.parametrize("kinds", [None], ids=["every kind"])
    def test_are_made_anew_without_it_when_somebody_asks(self, held: Held, karin: User, joris: User) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        made, *_ = export_release(release=held.first, at=LATER)
        assert (made.edition, export_release(release=held.first, at=LATER)[0]) == (1, made)
        assert verify_store() == []
        assert Artifact.objects.filter(release=held.first).aggregate(count=Count("pk")) == {"count": 2 * len(EXPORTERS)}

    def test_that_still_hold_it_are_reported(self, held: Held, karin: User, joris: User, release_store: Path) -> None:
        artifact = Artifact.objects.get(release=held.first, kind="json-bundle")
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
        with pytest.raises(RefusedError, match=r"begrip ‘prestatiedruk’.*Haal het in de werkplaats weg"):
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
    places = [row.position for row in pack.page(Query("begrip"), after=None, limit=10)]
    assert places == [before.index("rust")]
