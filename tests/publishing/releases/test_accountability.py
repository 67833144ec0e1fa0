"""A release accounts for itself: what it leans on, what is in it, and since when."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cms.accounts.models import User
from cms.vetting.levels import Register
from cms.vetting.observations import record_consultation
from publishing.documents.kinds.accountability import ACCOUNTABILITY, Accountability
from publishing.documents.manifest import read_manifest
from publishing.releases.compare import compare_releases
from publishing.releases.findings import findings_of
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.releases.packs import ensure_pack
from publishing.releases.reading import bodies_of
from publishing.releases.verify import verify_release
from publishing.rounds.asking import read_base
from tests.factories import content
from tests.factories.releases import AT, candidate, published, published_without_accountability

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[2] / "golden" / "accountability.json"
ENTERED = datetime(2026, 1, 5, 9, tzinfo=UTC)


def account_of(release: Release) -> Accountability:
    entry = read_manifest(bytes(release.manifest)).documents[-1]
    assert (entry.kind, entry.id) == (ACCOUNTABILITY, ACCOUNTABILITY)
    ((_, body),) = bodies_of([entry])
    return msgspec.json.decode(body, type=Accountability)


def a_small_wegwijzer(by: User) -> None:
    """Make a bit of everything that the accountability tells about, and publish 2025.1 halfway."""
    domain = content.domain()
    gone = content.recommendation(domain, "Vervalt")
    published("2025.1", by=by, reference_date=date(2025, 7, 31))
    gone.unpublish()
    one, other = content.intervention("Een"), content.intervention("Ander")
    school = content.observation(one, entered_at=ENTERED)
    content.observation(one, "Effectief volgens eerste aanwijzingen", register=Register.NJI, record="een")
    content.observation(other, record="1400002", entered_at=ENTERED)
    record_consultation(observation=school, by=by, at=datetime(2026, 3, 3, 9, tzinfo=UTC))
    content.recommendation(domain, "Rust", interventions={one: "<p>Past.</p>", other: "<p>Past ook.</p>"})
    content.text("verantwoording", title="Zo werken we")


def test_the_account_of_a_small_wegwijzer_is_the_one_that_a_person_approved(publicist: User) -> None:
    a_small_wegwijzer(publicist)
    told = msgspec.to_builtins(account_of(candidate()))
    assert json.dumps(told, ensure_ascii=False, indent=2) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_it_stands_last_beside_the_text_of_that_name_which_editors_write(publicist: User) -> None:
    a_small_wegwijzer(publicist)
    entries = read_manifest(bytes(candidate().manifest)).documents
    same_id = [entry.kind for entry in entries if entry.id == ACCOUNTABILITY]
    assert same_id == ["tekst", ACCOUNTABILITY]
    assert entries[-1].kind == ACCOUNTABILITY


def test_frozen_on_another_day_it_is_the_same_bytes(publicist: User) -> None:
    a_small_wegwijzer(publicist)
    values: dict[str, Any] = {"number": "2026.1", "reference_date": date(2026, 7, 31), "by": publicist}
    first = freeze_release(**values, at=AT)
    later = freeze_release(**values, at=AT + timedelta(days=400))
    assert later.release.digest == first.release.digest


def test_reading_a_register_again_changes_the_account_and_no_other_document(publicist: User) -> None:
    seen = content.observation(content.intervention(), entered_at=ENTERED)
    before = candidate()
    record_consultation(observation=seen, by=publicist, at=AT)
    comparison = compare_releases(old=before, new=candidate())
    assert [(one.change, one.kind) for one in comparison.changes] == [("changed", ACCOUNTABILITY)]
    assert comparison.changes[0].fields == ["bronnen", "tekst"]


def test_an_empty_release_has_nothing_to_account_for() -> None:
    release = freeze_release(number="2026.1", reference_date=date(2026, 7, 31), by=None, at=AT).release
    assert release.counts == {}
    assert "nothing-ready" in [one["rule"] for one in release.latest_freeze.findings]


def test_nothing_is_found_on_what_nobody_could_mend(publicist: User) -> None:
    a_small_wegwijzer(publicist)
    text = account_of(candidate()).body
    content.text("colofon", body=text)  # the same sentences, now written by a person
    release = candidate("2026.2")
    found = release.latest_freeze.findings
    assert ACCOUNTABILITY not in {one["kind"] for one in found}
    assert "sentence-repeated" not in {one["rule"] for one in found}


def test_a_link_to_it_leads_somewhere_at_the_freeze_and_at_publication(publicist: User) -> None:
    content.definition(body='<p><a href="wegwijzer:verantwoording/verantwoording">Zo komen we eraan</a></p>')
    release = candidate()
    assert "unresolved-reference" not in {one["rule"] for one in release.latest_freeze.findings}
    assert msgspec.to_builtins(findings_of(release)) == release.latest_freeze.findings


def test_a_round_reviews_no_account_for_it_is_made_anew(publicist: User) -> None:
    content.step()
    published("2026.1", by=publicist)
    base = read_base("2026.1")
    assert base is not None
    assert [entry.kind for entry in base.entries] == ["stap"]
    assert ACCOUNTABILITY not in Release.objects.get().latest_freeze.new_ids


def test_a_release_from_before_there_was_one_reads_and_verifies_and_is_followed(publicist: User) -> None:
    content.step()
    older = published_without_accountability("2025.1", by=publicist)
    ensure_pack(older)
    assert verify_release(older) == []
    newer = published("2026.1", by=publicist)
    assert verify_release(newer) == []
    assert account_of(newer).compared_with == "2025.1"
    comparison = compare_releases(old=older, new=newer)
    assert [(one.change, one.kind) for one in comparison.changes] == [("new", ACCOUNTABILITY)]


def test_it_is_never_retired_though_a_release_holds_nothing_any_more(publicist: User) -> None:
    step = content.step()
    published("2025.1", by=publicist)
    step.delete()
    release = freeze_release(number="2026.1", reference_date=date(2026, 7, 31), by=None, at=AT).release
    assert [one.kind for one in read_manifest(bytes(release.manifest)).retired] == ["stap"]
