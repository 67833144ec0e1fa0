from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate


class ComparingConfig(AppConfig):
    name = "publishing.releases.comparing"
    label = "comparing"
    verbose_name = "Vergelijkingen"

    def ready(self) -> None:
        from publishing.attempts.works import register_work
        from publishing.releases.comparing.system_checks import check_triggers
        from publishing.releases.comparing.work import COMPARE

        register_work(COMPARE)
        post_migrate.connect(_install_triggers, sender=self)
        register(Tags.database)(check_triggers)


def _install_triggers(*, using: str, **kwargs: Any) -> None:
    from publishing.releases.comparing.immutability import GUARD

    GUARD.install(connections[using])
