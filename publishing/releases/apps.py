from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate


class ReleasesConfig(AppConfig):
    name = "publishing.releases"
    label = "releases"
    verbose_name = "Uitgaven"

    def ready(self) -> None:
        from publishing.releases.checks import check_triggers

        post_migrate.connect(_install_triggers, sender=self)
        register(Tags.database)(check_triggers)


def _install_triggers(*, using: str, **kwargs: Any) -> None:
    from publishing.releases.immutability import install_triggers

    install_triggers(connections[using])
