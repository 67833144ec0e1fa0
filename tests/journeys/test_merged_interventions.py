"""Two interventions found to be one between two releases: the old public id retires, and says where to look."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.merging.undo import undo_merge
from cms.vetting.models import Merge
from publishing.documents.manifest import Retired
from publishing.releases.models import Release
from publishing.releases.reading import manifest_of
from publishing.releases.verify import verify_release
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate, published

pytestmark = pytest.mark.django_db

AFTER = datetime(2026, 12, 5, tzinfo=UTC)  # the freezes of the factory are of November


@pytest.fixture
def editor() -> User:
    return person("redacteur", Role.EDITOR)


@pytest.fixture
def publicist() -> User:
    return person("publicist", Role.PUBLISHER)


def _merge(kept: Intervention, gone: Intervention, by: User) -> Merge:
    return merge_interventions(kept=kept, gone=gone, reason="Hetzelfde lesboek.", by=by, at=AFTER)


def _retired(release: Release) -> list[Retired]:
    return manifest_of(release).retired


def _merged(gone: str, kept: str | None, ended_in: str = "2026.1") -> Retired:
    return Retired(kind="interventie", id=gone, ended_in=ended_in, reason="samengevoegd", successor=kept)


def _ids(release: Release) -> set[str]:
    return {entry.id for entry in manifest_of(release).documents if entry.kind == "interventie"}


def test_the_old_id_retires_with_its_successor_and_the_api_says_so(editor: User, publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    page = content.recommendation(content.domain(), interventions={gone: "<p>Week drie past hier.</p>"})
    first = published("2025.1", by=publicist)
    assert _ids(first) == {"rustig-leren", "rustig-leren-vo"}

    _merge(kept, gone, editor)
    second = published("2026.1", by=publicist)

    assert _retired(second) == [_merged("rustig-leren-vo", "rustig-leren")]
    assert _ids(second) == {"rustig-leren"}
    assert verify_release(second) == []
    answer: Any = Client().get("/api/v1/uitgaven/2026.1/interventies/rustig-leren-vo")
    told = answer.json()
    assert (answer.status_code, told["reden"], told["vervangenDoor"]["id"]) == (410, "samengevoegd", "rustig-leren")
    assert Client().get("/api/v1/uitgaven/2025.1/interventies/rustig-leren-vo").status_code == 200
    recommendation = Client().get("/api/v1/uitgaven/2026.1/aanbevelingen/plan-rust-in-de-week").json()
    assert [link["interventie"] for link in recommendation["interventies"]] == ["rustig-leren"]
    assert page.title == recommendation["titel"]


def test_freezing_again_gives_the_same_digest(editor: User, publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    published("2025.1", by=publicist)
    _merge(kept, gone, editor)

    assert candidate("2026.1").digest == candidate("2026.1").digest


def test_an_item_that_no_release_held_retires_nothing(editor: User, publicist: User) -> None:
    kept = content.intervention("Rustig Leren")
    published("2025.1", by=publicist)
    _merge(kept, content.intervention("Rustig leren VO"), editor)

    assert _retired(candidate("2026.1")) == []


def test_when_only_the_gone_one_was_released_the_kept_one_gets_an_id_of_its_own(editor: User, publicist: User) -> None:
    gone = content.intervention("Rustig Leren")
    published("2025.1", by=publicist)
    kept = content.intervention("Rustig Leren")

    _merge(kept, gone, editor)
    release = candidate("2026.1")

    assert _ids(release) == {"rustig-leren-2"}
    assert _retired(release) == [_merged("rustig-leren", "rustig-leren-2")]


def test_the_successor_of_a_merge_of_merges_is_the_last_also_years_later(editor: User, publicist: User) -> None:
    a, b, c = content.intervention("A"), content.intervention("B"), content.intervention("C")
    published("2025.1", by=publicist)
    _merge(b, a, editor)
    assert _retired(published("2026.1", by=publicist)) == [_merged("a", "b")]

    _merge(c, b, editor)

    assert _retired(candidate("2027.1")) == [_merged("a", "c"), _merged("b", "c", "2027.1")]


def test_no_successor_is_named_that_the_release_does_not_hold(editor: User, publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren", live=False), content.intervention("Rustig leren VO")
    content.step()
    published("2025.1", by=publicist)
    _merge(kept, gone, editor)
    assert _retired(candidate("2026.1")) == [_merged("rustig-leren-vo", None)]

    Intervention.objects.filter(pk=kept.pk).update(live=True)

    assert _retired(candidate("2026.1")) == [_merged("rustig-leren-vo", "rustig-leren")]


def test_deleting_the_kept_one_leaves_no_successor_and_a_reason(editor: User, publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    content.step()
    published("2025.1", by=publicist)
    _merge(kept, gone, editor)

    kept.delete()

    retired = _retired(candidate("2026.1"))
    assert retired[1] == _merged("rustig-leren-vo", None)
    assert (retired[0].id, retired[0].reason) == ("rustig-leren", "")


def test_an_undone_merge_leaves_no_trace_in_the_release(editor: User, publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    content.recommendation(content.domain(), interventions={gone: "<p>Week drie.</p>"})
    published("2025.1", by=publicist)
    untouched = msgspec.to_builtins(manifest_of(candidate("2026.1")))

    undo_merge(merge=_merge(kept, gone, editor), by=editor, at=AFTER)

    assert msgspec.to_builtins(manifest_of(candidate("2026.1"))) == untouched


def test_the_id_of_the_gone_one_is_given_to_no_other(editor: User, publicist: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    published("2025.1", by=publicist)
    _merge(kept, gone, editor)
    content.intervention("Rustig leren VO")

    assert _ids(candidate("2026.1")) == {"rustig-leren", "rustig-leren-vo-2"}


def test_a_link_to_the_gone_one_that_slipped_in_meanwhile_is_a_blocking_finding(editor: User) -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    _merge(kept, gone, editor)
    content.recommendation(content.domain(), interventions={gone: "<p>Week drie past hier.</p>"})

    (found,) = candidate("2026.1").latest_freeze.blocking

    assert (found["rule"], found["field"]) == ("unresolved-reference", "interventies")
    assert "niet meer bestaat" in found["message"]
