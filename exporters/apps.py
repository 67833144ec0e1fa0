from importlib import import_module

from django.apps import AppConfig


class ExportersConfig(AppConfig):
    name = "exporters"
    verbose_name = "Exports"

    def ready(self) -> None:
        from exporters.work import EXPORT
        from publishing.attempts.works import register_work

        register_work(EXPORT)
        import_module("exporters.receivers")
