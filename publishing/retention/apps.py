from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "publishing.retention"
    label = "retention"
    verbose_name = "Bewaartermijnen"
