"""A worker that is killed at any step changes nothing about what comes of its work (design.md, invariant 10)."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from publishing.attempts.steps import Step
from publishing.releases.delivering.receivers import RECEIVERS
from tests.crash import targets, webhooks
from tests.crash.harness import kill_everywhere, never_reached
from tests.crash.scenarios import NAMES, scenarios
from tests.factories.people import person
from tests.publishing.backups import test_killed as backups
from tests.publishing.releases.delivering.local import KIND, LocalReceiver, Server, local_server
from tests.test_project.tree import ROOT

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])]


@pytest.fixture
def server(committed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Give a receiver that is told of every move."""
    with local_server() as server:
        monkeypatch.setitem(RECEIVERS, KIND, LocalReceiver(server.address))
        yield server


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_step_and_recovered_it_comes_to_the_same(name: str, tmp_path: Path, server: Server) -> None:
    person("publicist")
    scenario = scenarios(tmp_path, server)[name]

    told = kill_everywhere(scenario, tmp_path)

    assert never_reached(scenario, told) == []
    assert told.after_a_kill == [(step, told.outcome) for step, _ in told.after_a_kill]
    assert len(told.after_a_kill) == len(told.reached)


def test_every_kind_of_step_in_the_code_is_killed_by_a_scenario(tmp_path: Path, server: Server) -> None:
    for package in ("publishing", "exporters"):
        for path in sorted((ROOT / package).rglob("steps.py")):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    killed = {kind for scenario in scenarios(tmp_path, server).values() for kind in scenario.steps}
    killed |= {*webhooks.STEPS, *targets.STEPS, *backups.STEPS}

    known = {kind for kind in Step.__subclasses__() if not kind.__module__.startswith("tests.")}
    assert set(scenarios(tmp_path, server)) == set(NAMES)
    assert killed == known
