from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "publishing.releases"
    label = "releases"
    verbose_name = "Uitgaven"
