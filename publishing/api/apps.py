from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "publishing.api"
    label = "api"
    verbose_name = "Publieke API"
