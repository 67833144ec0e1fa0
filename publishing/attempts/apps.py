from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    name = "publishing.attempts"
    label = "attempts"
    verbose_name = "Techniek"

    def ready(self) -> None:
        from publishing.attempts.immutability import GUARD
        from publishing.guarding.app import keep_guarded

        keep_guarded(self, GUARD, meaning="who paused the work could be changed", names_others=False)
