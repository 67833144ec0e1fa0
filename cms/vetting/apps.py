from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "cms.vetting"
    label = "vetting"
    verbose_name = "Toetsing"
