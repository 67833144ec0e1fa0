"""What goes wrong on the way to an erasure, and what is asked and refused before it."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cms.accounts.models import User
from publishing.audit.models import AuditEvent
from publishing.releases.errors import RefusedError
from publishing.releases.models import (
    Alarm,
    OutboxEntry,
    PackRecord,
    Release,
)
from publishing.releases.outbox import deliver_outbox
from publishing.releases.packs import ensure_pack
from publishing.releases.redactions import erasing
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.models import Ground, Redaction, RedactionRequest
from publishing.releases.redactions.requesting import refuse_redaction, request_redaction
from publishing.releases.ticking import tick
from publishing.releases.verify import verify_release, verify_store
from publishing.store.base import StoreError
from publishing.store.layout import candidate_pack, public_pack
from tests.factories import content
from tests.factories.notices import LATER, asked_to_erase, erased
from tests.factories.releases import AT, candidate, published
from tests.publishing.releases.redactions.conftest import SECRET, Held, holding

pytestmark = pytest.mark.django_db

ITEM = ("begrip", "prestatiedruk")
PATH = "begrippen/prestatiedruk"


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
