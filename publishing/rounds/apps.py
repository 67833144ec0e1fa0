from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "publishing.rounds"
    label = "rounds"
    verbose_name = "Jaarronde"

    def ready(self) -> None:
        from publishing.guarding.app import keep_guarded
        from publishing.rounds.immutability import GUARD

        keep_guarded(self, GUARD, meaning="people could review what they changed")
