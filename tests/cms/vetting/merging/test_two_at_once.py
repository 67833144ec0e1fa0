"""Two editors who merge the same interventions at once, on real connections with committed rows."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention, InterventionLink
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.merging.undo import undo_merge
from cms.vetting.models import Merge, MergeError, Observation
from tests.cms.vetting.merging.conftest import AT
from tests.factories import content
from tests.factories.people import person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _at_once(*works: Callable[[], object]) -> list[str]:
    """Do all behind a barrier, each on a connection of its own; return what the losers were told."""
    barrier = threading.Barrier(len(works))
    told: list[str] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except MergeError as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _merge(kept: Intervention, gone: Intervention, by: User) -> Callable[[], object]:
    return partial(merge_interventions, kept=kept, gone=gone, reason="Dezelfde.", by=by, at=AT)


@pytest.mark.usefixtures("committed")
def test_of_two_who_merge_a_pair_in_opposite_directions_one_wins_and_the_other_is_told() -> None:
    domain, people = content.domain(), [person("een", Role.EDITOR), person("twee", Role.EDITOR)]
    for number in range(10):
        one, other = content.intervention(f"Rust {number}"), content.intervention(f"Rust {number} VO")
        content.observation(one, record=f"{number}1")
        content.observation(other, record=f"{number}2")
        content.recommendation(domain, f"Plan {number}", interventions={one: "<p>Een.</p>", other: "<p>Twee.</p>"})

        told = _at_once(_merge(one, other, people[0]), _merge(other, one, people[1]))

        assert len(told) == 1
        assert "is al samengevoegd met" in told[0]
        standing = Intervention.objects.get(pk__in=[one.pk, other.pk])
        assert Observation.objects.filter(intervention=standing).count() == 2
        assert InterventionLink.objects.filter(intervention=standing).count() == 1
    assert Merge.objects.count() == 10


@pytest.mark.usefixtures("committed")
def test_a_ring_of_three_merged_at_once_leaves_one_that_stands() -> None:
    editor = person("een", Role.EDITOR)
    for number in range(10):
        a, b, c = (content.intervention(f"{letter} {number}") for letter in "abc")

        told = _at_once(_merge(a, b, editor), _merge(b, c, editor), _merge(c, a, editor))

        standing = Intervention.objects.filter(pk__in=[a.pk, b.pk, c.pk])
        assert standing.count() == len(told)
        assert standing.count() >= 1
        assert set(Intervention.every.successors().values()) <= set(Intervention.objects.values_list("pk", flat=True))


@pytest.mark.usefixtures("committed")
def test_of_two_who_undo_a_merge_at_once_one_wins_and_the_other_is_told() -> None:
    editor = person("een", Role.EDITOR)
    one, other = content.intervention("Rust"), content.intervention("Rust VO")
    content.observation(other)
    merge = merge_interventions(kept=one, gone=other, reason="Dezelfde.", by=editor, at=AT)
    undo = partial(undo_merge, merge=merge, by=editor, at=AT)

    assert _at_once(undo, undo) == ["Deze samenvoeging is al ongedaan gemaakt."]
    assert Observation.objects.get().intervention == other


@pytest.mark.usefixtures("committed")
def test_a_form_opened_before_the_merge_does_not_bring_the_gone_one_back() -> None:
    editor = person("een", Role.EDITOR)
    one, other = content.intervention("Rust"), content.intervention("Rust VO")
    opened = Intervention.objects.get(pk=other.pk)
    merge_interventions(kept=one, gone=other, reason="Dezelfde.", by=editor, at=AT)

    opened.name = "Een andere naam"
    opened.save()

    assert list(Intervention.objects.all()) == [one]
