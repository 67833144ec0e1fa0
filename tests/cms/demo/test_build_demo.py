"""The demo: built once, finished after a kill, and different in every way that a year can be."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.demo import build
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from publishing.releases.compare import compare_releases
from publishing.releases.models import OutboxEntry, Release
from publishing.releases.reading import manifest_of
from publishing.releases.verify import verify_store
from publishing.rounds.models import Round
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import read_worklist
from tests.factories.people import person

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no handler may catch."""


def build_demo() -> str:
    out = StringIO()
    call_command("build_demo", stdout=out)
    return out.getvalue()


def test_a_demo_that_was_killed_is_finished_by_the_next_run(
    monkeypatch: pytest.MonkeyPatch, release_store: Path
) -> None:
    def die(**_: Any) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(build, "deliver_outbox", die)
        with pytest.raises(Killed):
            build_demo()
    assert OutboxEntry.objects.waiting().count() == 1
    said = build_demo()
    assert "De demo staat klaar" in said
    assert verify_store() == []
    assert Artifact.objects.count() == 2 * len(EXPORTERS)
    digests = list(Release.objects.values_list("digest", flat=True))
    build_demo()
    assert list(Release.objects.values_list("digest", flat=True)) == digests

    old, new = Release.objects.published()
    comparison = compare_releases(old=old, new=new)
    assert min(comparison.counts.values()) > 0
    assert {change.level for change in comparison.changes} >= {"up", "down"}
    assert len({change.domain for change in comparison.changes}) == 10  # eight, several, and none

    rounds = [(made.year, made.published_in, made.closed_at is None) for made in Round.objects.order_by("year")]
    assert rounds == [(2025, "2025.1", False), (2026, "2026.1", False), (2027, "", True)]
    worklist = read_worklist(Round.objects.get(year=2027))
    states = {row.state for row in worklist.rows}
    assert states == {
        ItemState.TO_CONFIRM,
        ItemState.CHANGED,
        ItemState.NEW,
        ItemState.REVIEWED,
        ItemState.AWAITS_VERDICT,
    }
    assert (worklist.unlisted, worklist.progress().gone) == ([], 0)
    ended = {one.id: (one.reason, one.successor) for one in manifest_of(new).retired}
    assert ended["week-in-zicht"][1] == "maandagstart"
    assert all(reason for reason, _ in ended.values())


def test_the_demo_is_not_built_where_other_people_work() -> None:
    person("redacteur-zelf")
    with pytest.raises(CommandError, match="lege database"):
        call_command("build_demo", "--on-empty")

    assert not Release.objects.exists()
