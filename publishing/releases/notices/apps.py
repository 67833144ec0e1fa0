from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "publishing.releases.notices"
    label = "notices"
    verbose_name = "Mededelingen"

    def ready(self) -> None:
        from publishing.guarding.app import keep_guarded
        from publishing.releases.notices.immutability import GUARD

        keep_guarded(self, GUARD, meaning="notices could be changed")
