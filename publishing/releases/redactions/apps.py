from django.apps import AppConfig


class RedactionsConfig(AppConfig):
    name = "publishing.releases.redactions"
    label = "redactions"
    verbose_name = "Wissingen"

    def ready(self) -> None:
        from publishing.guarding.app import keep_guarded
        from publishing.releases.redactions.immutability import GUARD

        keep_guarded(self, GUARD, meaning="redactions could be changed or faked")
