from django.apps import AppConfig


class AcceptancesConfig(AppConfig):
    name = "publishing.acceptances"
    label = "acceptances"
    verbose_name = "Geaccepteerde waarschuwingen"
