from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate


class AttemptsConfig(AppConfig):
    name = "publishing.attempts"
    label = "attempts"
    verbose_name = "Techniek"

    def ready(self) -> None:
        from publishing.attempts.system_checks import check_triggers

        post_migrate.connect(_install_triggers, sender=self)
        register(Tags.database)(check_triggers)


def _install_triggers(*, using: str, **kwargs: Any) -> None:
    from publishing.attempts.immutability import GUARD

    GUARD.install(connections[using])
