"""The harness itself: work that is not safe is caught by it."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from publishing.attempts.steps import Step, reach
from publishing.releases.models import DocumentBody
from tests.crash.harness import Scenario, kill_everywhere, never_reached

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])]


class CarelessStep(Step):
    """The steps of work that writes in the wrong order."""

    WRITTEN = "geschreven"
    DONE = "klaar"
    FORGOTTEN = "vergeten"


def write_twice(subject: str, at: datetime) -> None:
    """Write a row of a name of its own each time: not safe to do again."""
    DocumentBody.objects.create(digest=f"{subject}-{os.getpid()}", body=b"")
    reach(CarelessStep.WRITTEN)
    reach(CarelessStep.DONE)


def die(subject: str, at: datetime) -> None:
    raise SystemExit(3)


def scenario(act: Any) -> Scenario:
    return Scenario(
        name="careless",
        steps=(CarelessStep,),
        prepare=lambda: f"s{DocumentBody.objects.count()}",
        act=act,
        outcome=lambda subject: DocumentBody.objects.filter(digest__startswith=f"{subject}-").count(),
    )


@pytest.mark.usefixtures("committed")
def test_work_that_is_done_twice_after_a_kill_is_caught_at_each_step(tmp_path: Path) -> None:
    told = kill_everywhere(scenario(write_twice), tmp_path)
    assert told.outcome == 1
    assert [outcome for _, outcome in told.after_a_kill] == [2, 2]


@pytest.mark.usefixtures("committed")
def test_a_step_that_is_never_reached_is_named(tmp_path: Path) -> None:
    made = scenario(write_twice)
    assert never_reached(made, kill_everywhere(made, tmp_path)) == ["CarelessStep.FORGOTTEN"]


@pytest.mark.usefixtures("committed")
def test_work_that_fails_by_itself_is_no_proof_of_anything(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="does not even work undisturbed"):
        kill_everywhere(scenario(die), tmp_path)
