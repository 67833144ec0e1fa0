"""A worker that is killed while it delivers to a target: one outcome, and readers who never see half a release."""

from pathlib import Path

import pytest
from pytest_django import Settings

from exporters.targets import receiver
from tests.crash.harness import kill_everywhere, never_reached
from tests.crash.targets import TargetStory
from tests.exporters.targets.conftest import Tree, add_tree, made_target
from tests.exporters.targets.readers import Reading
from tests.factories.people import person
from tests.s3.fixtures import Bucket

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])]


@pytest.fixture(params=["directory", "s3"])
def story(
    request: pytest.FixtureRequest,
    committed: None,
    settings: Settings,
    tmp_path: Path,
    bucket: Bucket,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[TargetStory, Reading]:
    """Give what is killed, and who reads meanwhile."""
    monkeypatch.setattr(receiver, "nudge", lambda *_: None)
    add_tree(monkeypatch.setitem, Tree())
    root = (tmp_path / "doelen").as_uri() if request.param == "directory" else f"s3://{bucket.name}"
    settings.TARGET_ROOTS = [root]
    by = person("publicist")
    target = made_target(f"{root}/website", by=by, kept=1)
    return TargetStory(target, bucket.environment, by), Reading(target)


def test_killed_at_any_step_the_release_arrives_once_and_readers_see_whole_releases_only(
    story: tuple[TargetStory, Reading], tmp_path: Path
) -> None:
    scenario, reading = story[0].scenario(), story[1]
    with reading:
        told = kill_everywhere(scenario, tmp_path)

    assert never_reached(scenario, told) == []
    assert told.outcome == {
        "read whole": True,
        "asked once": 1,
        "outcome": ["delivered"],
        "folders": 2,
        "last": "done",
        "others": True,
    }
    assert told.after_a_kill == [(step, told.outcome) for step, _ in told.after_a_kill]
    assert reading.torn == []
    assert reading.times > len(told.reached)
    assert len(reading.seen) > len(told.reached), "it saw the releases come by"
