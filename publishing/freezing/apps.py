from django.apps import AppConfig


class FreezingConfig(AppConfig):
    name = "publishing.freezing"
    label = "freezing"
    verbose_name = "Bevriezen"
