"""Publishing, rolling back, and what the world is told."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from cms.accounts.models import User
from cms.content.models import DomainPage
from publishing.checks import registry
from publishing.releases import storage
from publishing.releases.channels import live_channel
from publishing.releases.errors import RefusedError, TamperedError, UnknownReleaseError
from publishing.releases.freeze import freeze_release
from publishing.releases.models import LIVE, Channel, OutboxEntry, Publication, ReleaseEvent
from publishing.releases.outbox import current_catalogue, deliver_outbox
from publishing.releases.packs import ensure_pack
from publishing.releases.preparing import prepare_release
from publishing.releases.publish import publish_in_one_transaction, publish_release
from publishing.releases.rollback import rollback_release
from publishing.releases.verify import verify_store
from publishing.store.base import ConflictError
from publishing.store.catalogue import Catalogue, CatalogueError, read_catalogue, write_catalogue
from publishing.store.layout import CATALOGUE, candidate_pack, public_pack
from publishing.store.pack_reader import Pack
from tests.factories import content
from tests.factories.releases import AT, REFERENCE_DATE, candidate, published

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(ReleaseEvent.objects.order_by("pk").values_list("kind", flat=True))


def catalogue() -> Catalogue:
    return read_catalogue(storage.release_store())


def nothing_happened() -> bool:
    return not Publication.objects.exists() and not OutboxEntry.objects.exists() and catalogue().generation == 0


def test_a_published_release_is_whole_in_the_store_and_named_in_the_catalogue(publicist: User) -> None:
    content.definition()
    release = published(by=publicist)
    assert (catalogue().generation, catalogue().current) == (1, "2026.1")
    entry = catalogue().releases[0]
    assert (entry.digest, entry.counts) == (release.digest, {"begrip": 1, "verantwoording": 1})
    pack = Pack(storage.release_store().local_file(entry.pack.key))
    found = pack.representation("inhoudslijst")
    assert found is not None
    assert found.digest == release.digest


def test_the_world_sees_nothing_of_a_candidate(release_store: Path) -> None:
    ensure_pack(candidate())
    assert [path.parts[-3] for path in release_store.rglob("*.sqlite")] == ["candidates"]
    assert not (release_store / CATALOGUE).exists()


def test_an_unknown_candidate_is_refused(publicist: User) -> None:
    with pytest.raises(UnknownReleaseError, match=r"geen uitgave 2026\.1"):
        publish_release(number="2026.1", by=publicist, at=AT)


def test_a_number_is_published_once(publicist: User) -> None:
    published(by=publicist)
    with pytest.raises(RefusedError, match="al gepubliceerd"):
        publish_release(number="2026.1", by=publicist, at=AT)
    assert kinds() == ["published"]


def test_blocking_findings_are_all_named_and_nothing_happens(publicist: User, settings: Settings) -> None:
    settings.RELEASE_LICENCE = ""
    content.domain()
    DomainPage.objects.update(when_low="")
    candidate()
    with pytest.raises(RefusedError, match=r"score 1 ontbreekt.*RELEASE_LICENCE"):
        publish_release(number="2026.1", by=publicist, at=AT)
    assert nothing_happened()


def test_a_candidate_frozen_before_another_release_went_out_is_refused(publicist: User) -> None:
    candidate("2026.1")
    published("2025.1", by=publicist)
    with pytest.raises(RefusedError, match=r"Bevries 2026\.1 opnieuw"):
        publish_release(number="2026.1", by=publicist, at=AT)


def test_who_looked_at_an_older_state_of_the_channel_is_refused(publicist: User) -> None:
    candidate("2026.1")
    with pytest.raises(RefusedError, match="intussen"):
        publish_release(number="2026.1", by=publicist, at=AT, expected_generation=3)
    assert nothing_happened()


def test_a_candidate_whose_documents_were_tampered_with_is_refused(
    publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.definition()
    candidate()
    monkeypatch.setattr("publishing.releases.reading.digest", lambda data: "0" * 64)
    with pytest.raises(TamperedError, match="klopt niet"):
        publish_release(number="2026.1", by=publicist, at=AT)
    assert nothing_happened()


def test_a_damaged_candidate_pack_is_made_anew_before_it_goes_out(publicist: User, release_store: Path) -> None:
    release = candidate()
    ensure_pack(release)
    path = release_store / candidate_pack(release.digest)
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    publish_release(number="2026.1", by=publicist, at=AT)
    assert Pack(release_store / public_pack(release.digest)).meta["number"] == "2026.1"


def test_rolling_back_and_forward_moves_a_pointer_and_rebuilds_nothing(publicist: User, release_store: Path) -> None:
    content.definition()
    published("2025.1", by=publicist)
    content.step()
    published("2026.1", by=publicist)
    before = {path: path.stat().st_mtime_ns for path in release_store.rglob("*.sqlite")}
    for number in ("2025.1", "2026.1"):
        rollback_release(number=number, reason="Proef", by=publicist, at=AT)
        deliver_outbox(at=AT)
        assert catalogue().current == number
    assert {path: path.stat().st_mtime_ns for path in release_store.rglob("*.sqlite")} == before
    assert catalogue().generation == 4
    assert kinds()[-2:] == ["rolled-back", "rolled-back"]


@pytest.mark.parametrize(
    ("number", "reason", "message"),
    [
        ("2026.1", "  ", "reden"),
        ("2027.1", "Fout", r"geen uitgave 2027\.1"),
        ("2026.1", "Fout", "al de huidige"),
        ("x", "Fout", "uitgavenummer"),
    ],
)
def test_a_rollback_that_makes_no_sense_is_refused(number: str, reason: str, message: str, publicist: User) -> None:
    published("2026.1", by=publicist)
    candidate("2027.1")
    with pytest.raises((RefusedError, UnknownReleaseError), match=message):
        rollback_release(number=number, reason=reason, by=publicist, at=AT)
    assert Channel.objects.get(name=LIVE).generation == 1


def test_the_catalogue_is_written_once_however_often_it_is_delivered(publicist: User) -> None:
    published(by=publicist)
    OutboxEntry.objects.update(delivered_at=None)
    assert deliver_outbox(at=AT) == 1
    assert deliver_outbox(at=AT) == 0
    assert catalogue() == current_catalogue()


def test_a_store_that_is_away_costs_an_attempt_and_not_the_delivery(publicist: User, settings: Settings) -> None:
    content.definition()
    candidate()
    publish_release(number="2026.1", by=publicist, at=AT)
    good, settings.RELEASE_STORE_URL = settings.RELEASE_STORE_URL, "nowhere://"
    assert deliver_outbox(at=AT) == 0
    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.delivered_at) == (1, None)
    assert "RELEASE_STORE_URL" in entry.last_error
    settings.RELEASE_STORE_URL = good
    assert deliver_outbox(at=AT) == 0  # not yet
    assert deliver_outbox(at=AT + timedelta(minutes=1)) == 1
    assert catalogue().current == "2026.1"


def test_an_older_catalogue_never_replaces_a_newer_one(publicist: User) -> None:
    published("2025.1", by=publicist)
    old = current_catalogue()
    published("2026.1", by=publicist)
    assert write_catalogue(storage.release_store(), old) is False
    assert catalogue().current == "2026.1"


def test_publishing_rolling_back_and_telling_read_nothing_that_grows_with_a_release(
    publicist: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published("2025.1", by=publicist)
    content.definition()
    release = candidate("2026.1")
    prepare_release(release=release, at=AT)
    with django_assert_max_num_queries(100) as seen:
        publish_in_one_transaction(release, expected_generation=1, by=publicist, at=AT)
        deliver_outbox(at=AT)
        rollback_release(number="2025.1", reason="Proef", by=publicist, at=AT)
    growing = ('"manifest"', '"findings"', '"new_ids"', '"left_out"')
    asked = [query["sql"] for query in seen.captured_queries]
    assert [sql for sql in asked if any(column in sql for column in growing)] == []


def test_an_empty_release_cannot_go_out(publicist: User) -> None:
    freeze_release(number="2026.1", reference_date=REFERENCE_DATE, by=None, at=AT)
    with pytest.raises(RefusedError, match="Er staat niets klaar"):
        publish_release(number="2026.1", by=publicist, at=AT)


def test_a_candidate_is_judged_by_the_rules_of_today(publicist: User, monkeypatch: pytest.MonkeyPatch) -> None:
    content.definition(body='<p><a href="#">De checklist</a></p>')
    with monkeypatch.context() as older:
        older.setattr(registry, "RULES", registry.RULES[:1])
        candidate()
    with pytest.raises(RefusedError, match="Bevries opnieuw"):
        publish_release(number="2026.1", by=publicist, at=AT)
    assert [one["rule"] for one in candidate().latest_freeze.findings] == ["link-empty"]
    with pytest.raises(RefusedError, match="leidt nergens heen"):
        publish_release(number="2026.1", by=publicist, at=AT)


def test_a_release_whose_pack_was_lost_is_put_back_before_it_goes_live_again(
    publicist: User, release_store: Path
) -> None:
    first = published("2025.1", by=publicist)
    content.definition()
    published("2026.1", by=publicist)
    for path in release_store.rglob(f"{first.digest}.sqlite"):
        path.unlink()
    rollback_release(number="2025.1", reason="Proef", by=publicist, at=AT)
    deliver_outbox(at=AT)
    assert verify_store() == []


def test_a_release_whose_pack_was_changed_does_not_go_live_again(publicist: User, release_store: Path) -> None:
    first = published("2025.1", by=publicist)
    content.definition()
    published("2026.1", by=publicist)
    path = release_store / public_pack(first.digest)
    path.chmod(0o644)
    path.write_bytes(b"changed")
    with pytest.raises(ConflictError):
        rollback_release(number="2025.1", reason="Proef", by=publicist, at=AT)
    assert Channel.objects.get(name=LIVE).generation == 2


def test_a_catalogue_that_is_ahead_of_the_database_is_never_overwritten_and_never_ticked_off(publicist: User) -> None:
    published("2025.1", by=publicist)
    store = storage.release_store()
    ahead = msgspec.structs.replace(catalogue(), generation=9, current=None)
    assert write_catalogue(store, ahead)
    content.definition()
    candidate("2026.1")
    publish_release(number="2026.1", by=publicist, at=AT)
    assert deliver_outbox(at=AT) == 0
    assert "teruggezet" in OutboxEntry.objects.get(delivered_at=None).last_error
    assert catalogue() == ahead


def test_one_generation_never_means_two_things(publicist: User) -> None:
    published("2025.1", by=publicist)
    other = msgspec.structs.replace(catalogue(), current=None)
    with pytest.raises(CatalogueError, match="zelfde generatie"):
        write_catalogue(storage.release_store(), other)


def test_the_catalogue_of_a_generation_lists_nothing_that_came_later(
    publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    published("2025.1", by=publicist)
    channel = live_channel()
    content.definition()
    published("2026.1", by=publicist)
    monkeypatch.setattr("publishing.releases.outbox.live_channel", lambda: channel)  # read just before the second move
    assert [release.number for release in current_catalogue().releases] == ["2025.1"]
