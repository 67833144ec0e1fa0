"""Comparing the other way around tells the same story backwards, whatever the two releases hold."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import COARSE, RANK, Intervention, Recognition
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.releases.changes import Comparison
from publishing.releases.compare import compare_releases
from tests.factories.manifests import release_of

pytestmark = pytest.mark.django_db

_DOMAINS = [Domain(id=f"d{number}", number=number, title=f"Domein {number}") for number in (1, 2)]
_RECOGNITIONS = st.dictionaries(st.sampled_from(["1", "2"]), st.tuples(st.sampled_from(list(RANK)), st.booleans()))
_INTERVENTIONS = st.dictionaries(st.sampled_from(["a", "b", "c"]), _RECOGNITIONS)
_RECOMMENDATIONS = st.dictionaries(
    st.sampled_from(["p", "q", "r", "s"]), st.tuples(st.sampled_from(["d1", "d2"]), st.sampled_from(["een", "twee"]))
)


@st.composite
def releases(draw: Any) -> list[Document]:
    interventions = draw(_INTERVENTIONS)
    recommendations = draw(_RECOMMENDATIONS)
    order = draw(st.permutations(sorted(recommendations)))
    used = draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True))
    return [
        *_DOMAINS,
        *(_recommendation(one, recommendations[one], used) for one in order),
        *(_intervention(one, recognitions) for one, recognitions in sorted(interventions.items())),
    ]


def _recommendation(one: str, told: tuple[str, str], used: Iterable[str]) -> Recommendation:
    domain, title = told
    links = [InterventionLink(intervention=found) for found in used]
    return Recommendation(id=one, title=title, domain=domain, interventions=links)


def _intervention(one: str, recognitions: dict[str, Any]) -> Intervention:
    return Intervention(
        id=one,
        name=one,
        recognitions=[
            Recognition(
                register="nji",
                record=record,
                level=level,
                coarse_level=COARSE[level],
                recognised_on=date(2024 if is_late else 2020, 1, 1),
            )
            for record, (level, is_late) in sorted(recognitions.items())
        ],
    )


def told(comparison: Comparison, *, mirrored: bool) -> set[Any]:
    turned = {"new": "retired", "retired": "new", "up": "down", "down": "up", "ended": "new"} if mirrored else {}
    steps = {**turned, "new": "ended"} if mirrored else {}
    return {
        (
            turned.get(one.change, one.change),
            one.kind,
            one.id,
            tuple(one.fields),
            one.is_moved,
            frozenset((steps.get(level.what, level.what), level.register, level.record) for level in one.levels),
        )
        for one in comparison.changes
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(releases(), releases())
def test_backwards_new_is_retired_and_up_is_down(one: list[Document], other: list[Document]) -> None:
    first, second = release_of(one, "2025.1"), release_of(other, "2026.1")
    there, back = compare_releases(old=first, new=second), compare_releases(old=second, new=first)
    assert told(there, mirrored=False) == told(back, mirrored=True)
    assert there.counts == {**back.counts, "new": back.counts["retired"], "retired": back.counts["new"]}
    assert (there.levels["up"], there.levels["new"]) == (back.levels["down"], back.levels["ended"])
    assert there == compare_releases(old=first, new=second)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(releases())
def test_the_same_content_under_another_number_is_no_change(documents: list[Document]) -> None:
    comparison = compare_releases(old=release_of(documents, "2025.1"), new=release_of(documents, "2026.1"))
    assert comparison.changes == []
    assert set(comparison.counts.values()) == {0}
