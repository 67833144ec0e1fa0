from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "publishing.audit"
    label = "audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from publishing.audit.immutability import GUARD
        from publishing.guarding.app import keep_guarded

        import_module("publishing.audit.receivers")
        keep_guarded(self, GUARD, meaning="what is on record could be changed", names_others=False)
