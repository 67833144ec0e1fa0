from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "publishing.releases.corrections"
    label = "corrections"
    verbose_name = "Correcties"

    def ready(self) -> None:
        from publishing.guarding.app import keep_guarded
        from publishing.releases.asking.makers import register_maker
        from publishing.releases.corrections import receivers
        from publishing.releases.corrections.asked import CORRECTION, freeze_asked
        from publishing.releases.corrections.immutability import GUARD

        receivers.connect()
        register_maker(CORRECTION, freeze_asked)
        keep_guarded(self, GUARD, meaning="people could review what they changed")
