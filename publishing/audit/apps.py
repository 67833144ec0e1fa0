from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "publishing.audit"
    label = "audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from publishing.audit.system_checks import check_triggers

        import_module("publishing.audit.receivers")
        post_migrate.connect(_install_triggers, sender=self)
        register(Tags.database)(check_triggers)


def _install_triggers(*, using: str, **kwargs: Any) -> None:
    from publishing.audit.immutability import GUARD

    GUARD.install(connections[using])
