"""Freezing makes a candidate, and leaves nothing behind when it cannot."""

from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from cms.content.models import DomainPage
from publishing.documents.manifest import Manifest, read_manifest
from publishing.freezing.freeze import FreezeRefusedError
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import freeze_release
from publishing.releases.models import DocumentBody, Release
from tests.factories import content
from tests.factories.releases import AT, REFERENCE_DATE, candidate, published
from tests.factories.sealed import sealed

pytestmark = pytest.mark.django_db


def rules(release: Release) -> list[tuple[str, str, str]]:
    found = release.latest_freeze.findings
    return [(one["rule"], one["id"], one["field"]) for one in found if one["level"] == "blocking"]


def ids_of(manifest: Manifest) -> list[str]:
    """Return the public ids of the content, without the account that a freeze adds."""
    return [entry.id for entry in manifest.documents if entry.kind != "verantwoording"]


def test_the_same_content_again_is_the_same_candidate_and_writes_nothing() -> None:
    content.definition()
    first = freeze_release(number="2026.1", reference_date=date(2026, 7, 31), by=None, at=AT)
    again = freeze_release(number="2026.1", reference_date=date(2026, 7, 31), by=None, at=AT)
    assert again.release == first.release
    assert (first.written, again.written) == (2, 0)  # the term, and the account of one term
    assert again.release.freezes.count() == 1


def test_other_content_supersedes_the_candidate_and_only_the_change_is_written() -> None:
    for number in range(1, 5):
        content.step(number)
    before = candidate()
    step = content.step(5)
    result = freeze_release(number="2026.1", reference_date=date(2026, 7, 31), by=None, at=AT)
    assert result.written == 2  # the step, and the account that counts it
    assert Release.objects.candidate("2026.1") == result.release != before
    step.delete()
    assert candidate() == before
    assert Release.objects.candidate("2026.1") == before


def test_the_manifest_lists_documents_in_reading_order() -> None:
    second, first = content.domain(2, title="B"), content.domain(1, title="A")
    content.recommendation(second, "Onder B")
    content.recommendation(first, "Onder A, eerst")
    content.recommendation(first, "Onder A, daarna")
    content.text("colofon")
    content.text("introductie")
    ids = [entry.id for entry in read_manifest(bytes(candidate().manifest)).documents]
    assert ids == ["introductie", "colofon", "a", "b", "onder-a-eerst", "onder-a-daarna", "onder-b", "verantwoording"]


def test_each_part_that_decides_the_release_decides_its_digest(settings: Settings) -> None:
    content.definition()
    digests = {candidate("2026.1").digest, candidate("2026.2").digest}
    digests.add(candidate("2026.1", reference_date=date(2026, 8, 1)).digest)
    settings.RELEASE_LICENCE = "https://voorbeeld.example/licentie"
    digests.add(candidate("2026.1").digest)
    assert len(digests) == 4


def test_links_to_what_is_not_in_the_release_are_blocking_findings() -> None:
    draft = content.intervention("Nog niet klaar", live=False)
    gone = content.intervention("Verdwenen")
    target = content.domain(2, title="Weg", live=False)
    page = content.recommendation(
        content.domain(1),
        "Rust",
        interventions={draft: "<p>a</p>", gone: "<p>b</p>"},
        body=f'<p><a linktype="page" id="{target.pk}">x</a> <a linktype="page" id="99999">y</a></p>',
    )
    gone.delete()
    release = candidate()
    assert (
        rules(release)
        == [("unresolved-reference", "rust", "interventies")] * 2 + [("unresolved-reference", "rust", "tekst")] * 2
    )
    assert "'nog-niet-klaar'" in release.latest_freeze.findings[0]["message"]
    assert page.live


def test_missing_score_texts_and_tailored_texts_are_blocking_findings() -> None:
    domain = content.domain(1, title="Leeg")
    DomainPage.objects.update(when_low="", when_high=" ")
    content.recommendation(domain, "Rust", interventions={content.intervention(): '<p data-block-key="a"></p>'})
    assert rules(candidate()) == [
        ("score-text-missing", "leeg", "alsHetNietGoedGaat"),
        ("score-text-missing", "leeg", "alsHetWelGoedGaat"),
        ("tailored-text-missing", "rust", "interventies"),
    ]


def test_no_licence_is_guessed(settings: Settings) -> None:
    settings.RELEASE_LICENCE = ""
    assert rules(candidate()) == [("setting-missing", "2026.1", "RELEASE_LICENCE")]


@pytest.mark.parametrize("number", ["", "2026", "2026.0", "2026.01", "26.1", "2026.1\n", "2026.1234", "../2026.1"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(RefusedError, match="uitgavenummer"):
        freeze_release(number=number, reference_date=date(2026, 7, 31), by=None, at=AT)


def test_a_published_number_cannot_be_frozen_again(publicist: User) -> None:
    published(by=publicist)
    with pytest.raises(RefusedError, match="al gepubliceerd"):
        candidate()


def test_a_poison_item_is_named_and_nothing_half_made_remains() -> None:
    content.definition("Goed")
    content.definition("Te groot", body="<p>" + "a" * 2_000_000 + "</p>")
    with pytest.raises(FreezeRefusedError, match="begrip 'Te groot'"):
        candidate()
    assert (Release.objects.count(), DocumentBody.objects.count()) == (0, 0)


def test_what_ended_stays_listed_with_the_release_in_which_it_ended(publicist: User) -> None:
    item = content.definition("Druk")
    published("2025.1", by=publicist)
    item.unpublish()
    published("2026.1", by=publicist)
    content.definition("Nieuw")
    later = read_manifest(bytes(candidate("2027.1").manifest))
    assert [(one.id, one.ended_in) for one in later.retired] == [("druk", "2026.1")]


def test_an_item_that_returns_gets_its_own_id_back(publicist: User) -> None:
    item = content.definition("Druk")
    published("2025.1", by=publicist)
    item.unpublish()
    content.definition("Druk")
    published("2026.1", by=publicist)
    item.term, item.live = "Heel anders", True
    item.save()
    manifest = read_manifest(bytes(candidate("2027.1").manifest))
    assert ids_of(manifest) == ["druk", "druk-2"]
    assert manifest.retired == []


def test_an_id_stays_when_the_title_changes_after_its_first_release(publicist: User) -> None:
    item = content.definition("Druk")
    published("2025.1", by=publicist)
    item.term = "Prestatiedruk"
    item.save()
    assert ids_of(read_manifest(bytes(candidate().manifest))) == ["druk"]


def test_deleting_or_renaming_what_was_released_changes_no_released_byte(publicist: User) -> None:
    domain = content.domain()
    item = content.intervention()
    content.recommendation(domain, interventions={item: "<p>a</p>"})
    release = published(by=publicist)
    bodies = dict(DocumentBody.objects.values_list("digest", "body"))
    item.name = "Anders"
    item.save()
    item.delete()
    domain.delete()
    publicist.username = "iemand-anders"
    publicist.save()
    release.refresh_from_db()
    assert dict(DocumentBody.objects.values_list("digest", "body")) == bodies
    assert read_manifest(bytes(release.manifest)).number == "2026.1"


def test_freezing_changes_nothing_in_the_workshop(django_assert_max_num_queries: Any) -> None:
    content.recommendation(content.domain(), interventions={content.intervention(): "<p>a</p>"})
    year = sealed(REFERENCE_DATE).year
    with django_assert_max_num_queries(70) as seen:
        freeze_release(number="2026.1", reference_date=REFERENCE_DATE, round_year=year, by=None, at=AT)
    written = [
        query["sql"] for query in seen.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert [sql for sql in written if "releases_" not in sql and "audit_" not in sql] == []


def test_an_item_made_anew_before_publication_is_the_one_that_keeps_the_id(publicist: User) -> None:
    gone = content.definition("Druk")
    frozen: dict[str, Any] = {"number": "2026.1", "reference_date": REFERENCE_DATE, "by": None, "at": AT}
    first = freeze_release(**frozen).release
    gone.delete()
    content.definition("Druk")
    assert freeze_release(**frozen).release == first, "the content is the same"
    published("2026.1", by=publicist)
    manifest = read_manifest(bytes(candidate("2027.1").manifest))
    assert ids_of(manifest) == ["druk"]
    assert manifest.retired == []
