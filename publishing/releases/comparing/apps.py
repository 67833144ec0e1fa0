from django.apps import AppConfig


class ComparingConfig(AppConfig):
    name = "publishing.releases.comparing"
    label = "comparing"
    verbose_name = "Vergelijkingen"

    def ready(self) -> None:
        from publishing.attempts.works import register_work
        from publishing.guarding.app import keep_guarded
        from publishing.releases.comparing.immutability import GUARD
        from publishing.releases.comparing.work import COMPARE

        register_work(COMPARE)
        keep_guarded(self, GUARD, meaning="stored comparisons could be changed")
