"""What an app asks for its guard: that migrations leave the triggers in place, and that a system check says so."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from publishing.guarding.guard import Guard


def keep_guarded(app: AppConfig, guard: Guard, *, meaning: str, names_others: bool = True) -> None:
    """Have the triggers of ``guard`` put in place after each migration of ``app``, and checked as ``<label>.E001``.

    ``meaning`` is what could happen without one. Of triggers that name other tables than their own, which is what
    ``names_others`` says, SQLite wants them gone while it migrates.
    """

    def take_away(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
        """SQLite renames no table while a trigger on another one names it, and Django renames to alter a table."""
        if plan and connections[using].vendor == "sqlite":
            guard.remove(connections[using])

    def install(*, using: str, **kwargs: Any) -> None:
        guard.install(connections[using])

    def check(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
        return guard.errors(databases, number=f"{app.label}.E001", meaning=meaning)

    if names_others:
        pre_migrate.connect(take_away, sender=app, weak=False)
    post_migrate.connect(install, sender=app, weak=False)
    register(Tags.database)(check)
