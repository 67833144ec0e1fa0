from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class ReleasesConfig(AppConfig):
    name = "publishing.releases"
    label = "releases"
    verbose_name = "Uitgaven"

    def ready(self) -> None:
        from publishing.releases.checks import check_approvers, check_triggers

        _register()
        pre_migrate.connect(_take_triggers_away, sender=self)
        post_migrate.connect(_install_triggers, sender=self)
        register(Tags.database)(check_triggers)
        register()(check_approvers)


def _take_triggers_away(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """SQLite renames no table while a trigger on another one names it, and Django renames to alter a table."""
    from publishing.releases.immutability import GUARD

    if plan and connections[using].vendor == "sqlite":
        GUARD.remove(connections[using])


def _register() -> None:
    """Say which work there is, who is told of a move, and what to watch."""
    from publishing.attempts.watching import register_watch
    from publishing.attempts.works import register_work
    from publishing.releases.delivering.catalogue import CatalogueReceiver
    from publishing.releases.delivering.receivers import register_receiver
    from publishing.releases.delivering.watch import overdue_deliveries
    from publishing.releases.delivering.work import DELIVERY
    from publishing.releases.nightly.work import VERIFY, overdue_verification
    from publishing.releases.pack_work import PACK

    register_receiver(CatalogueReceiver())
    for work in (DELIVERY, PACK, VERIFY):
        register_work(work)
    register_watch("deliveries", overdue_deliveries)
    register_watch("verification", overdue_verification)


def _install_triggers(*, using: str, **kwargs: Any) -> None:
    from publishing.releases.immutability import install_triggers

    install_triggers(connections[using])
