from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class RedactionsConfig(AppConfig):
    name = "publishing.releases.redactions"
    label = "redactions"
    verbose_name = "Wissingen"

    def ready(self) -> None:
        from publishing.releases.redactions.system_checks import check_triggers

        pre_migrate.connect(_take_triggers_away, sender=self)
        post_migrate.connect(_install_triggers, sender=self)
        register(Tags.database)(check_triggers)


def _take_triggers_away(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """SQLite renames no table while a trigger on another one names it, and Django renames to alter a table."""
    from publishing.releases.redactions.immutability import GUARD

    if plan and connections[using].vendor == "sqlite":
        GUARD.remove(connections[using])


def _install_triggers(*, using: str, **kwargs: Any) -> None:
    from publishing.releases.redactions.immutability import GUARD

    GUARD.install(connections[using])
