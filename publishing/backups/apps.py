from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "publishing.backups"
    label = "backups"
    verbose_name = "Reservekopieën"
