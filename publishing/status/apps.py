from importlib import import_module

from django.apps import AppConfig


class StatusConfig(AppConfig):
    name = "publishing.status"
    label = "status"
    verbose_name = "Status"

    def ready(self) -> None:
        """Note when tasks of the schedule ran, and say how it stands with subscribers."""
        from publishing.status.lines import register_receiver_lines
        from publishing.status.subscribers import subscriber_lines

        import_module("publishing.status.schedules")
        register_receiver_lines("subscribers", subscriber_lines)
