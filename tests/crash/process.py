"""A worker that is killed at the step it is told to: a real process with connections of its own.

The fork server imports this module once and forks from there, so that a process costs no start of Django.
"""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.test")
django.setup()

from django.conf import settings
from django.db import connections

from publishing.attempts.steps import Step, told

NEVER = -1


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a process is to do: ``act`` on ``subject``, and die at the step with number ``kill_at``, counted from 0."""

    act: Callable[[Any, datetime], None]
    subject: Any
    at: datetime
    database: str
    store: str
    log: Path
    kill_at: int = NEVER


def carry_out(order: Order) -> None:
    """Do as ``order`` says, writing down each step that is reached."""
    settings.RELEASE_STORE_URL = order.store
    settings.SNAPSHOT_DATABASE = "snapshot"
    for alias in ("default", "snapshot"):
        connections[alias].settings_dict["NAME"] = order.database
    reached = 0

    def listen(step: Step) -> None:
        nonlocal reached
        with order.log.open("a", encoding="utf-8") as log:
            log.write(f"{step}\n")
        if reached == order.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        reached += 1

    with told(listen):
        order.act(order.subject, order.at)
