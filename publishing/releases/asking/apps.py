from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "publishing.releases.asking"
    label = "asking"
    verbose_name = "Gevraagde bevriezingen"

    def ready(self) -> None:
        from publishing.attempts.works import register_work
        from publishing.releases.asking.makers import ROUND, register_maker
        from publishing.releases.asking.of_round import freeze_round
        from publishing.releases.asking.work import FREEZE

        register_work(FREEZE)
        register_maker(ROUND, freeze_round)
