from importlib import import_module

from django.apps import AppConfig


class LogsConfig(AppConfig):
    name = "cms.logs"
    label = "logs"
    verbose_name = "Logregels"

    def ready(self) -> None:
        """Listen to tasks and to people signing in, in every process."""
        import_module("cms.logs.tasks")
        import_module("cms.logs.signing_in")
