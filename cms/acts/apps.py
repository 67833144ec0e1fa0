from importlib import import_module

from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "cms.acts"
    label = "acts"
    verbose_name = "Handelingen"

    def ready(self) -> None:
        """Listen to tasks in every process that runs them."""
        import_module("cms.acts.edges")
