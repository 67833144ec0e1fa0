from importlib import import_module

from django.apps import AppConfig


class ExportersConfig(AppConfig):
    name = "exporters"
    verbose_name = "Exports"

    def ready(self) -> None:
        import_module("exporters.receivers")
