"""Kills work at every step it reaches, and lets a second worker recover.

A scenario says how to prepare something new to work on, what the work is, and what came of it. The steps are taken
from an undisturbed run; each step that the code knows must be among them, so a new one is covered or the test fails.
"""

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from publishing.attempts.steps import Step
from tests.crash.process import NEVER, Order, carry_out
from tests.factories.releases import AT

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.crash.process"])
LATER = timedelta(hours=1)  # when every lease has passed
_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """``prepare`` gives a new subject, ``act`` is a function of a module, ``outcome`` is the same after any death."""

    name: str
    steps: tuple[type[Step], ...]
    prepare: Callable[[], Any]
    act: Callable[[Any, datetime], None]
    outcome: Callable[[Any], Any]


@dataclass(frozen=True)
class Told:
    """What the harness saw: the steps of an undisturbed run, and per step at which it was killed what came of it."""

    reached: list[str]
    outcome: Any
    after_a_kill: list[tuple[str, Any]]


def kill_everywhere(scenario: Scenario, folder: Path) -> Told:
    """Run ``scenario`` undisturbed, then once for every step that it reached, killed there and recovered."""
    subject = scenario.prepare()
    code, reached = _run(scenario, subject, folder / "undisturbed", at=AT)
    assert code == 0, f"{scenario.name} does not even work undisturbed, after {reached}"
    outcome = scenario.outcome(subject)
    after = []
    for place, step in enumerate(reached):
        subject = scenario.prepare()
        code, seen = _run(scenario, subject, folder / f"killed-{place}", at=AT, kill_at=place)
        assert (code, seen) == (-signal.SIGKILL, reached[: place + 1])
        code, _ = _run(scenario, subject, folder / f"recovered-{place}", at=AT + LATER)
        after.append((f"{place}: {step}", scenario.outcome(subject) if code == 0 else f"recovery ended with {code}"))
    return Told(reached, outcome, after)


def never_reached(scenario: Scenario, told: Told) -> list[str]:
    """Return the steps that the code knows and the scenario does not come by."""
    known = [str(step) for kind in scenario.steps for step in kind]
    return [step for step in known if step not in told.reached]


def _run(
    scenario: Scenario, subject: Any, log: Path, *, at: datetime, kill_at: int = NEVER
) -> tuple[int | None, list[str]]:
    """Let a process of its own do the work; return its exit code and the steps it reached, of this scenario only."""
    log.touch()
    order = Order(
        act=scenario.act,
        subject=subject,
        at=at,
        database=connection.settings_dict["NAME"],
        store=settings.RELEASE_STORE_URL,
        log=log,
        kill_at=kill_at,
    )
    process = _FORKS.Process(target=carry_out, args=(order,))
    process.start()
    process.join(_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode, log.read_text(encoding="utf-8").splitlines()
