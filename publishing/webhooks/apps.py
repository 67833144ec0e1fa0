from django.apps import AppConfig
from django.core.checks import register


class WebhooksConfig(AppConfig):
    name = "publishing.webhooks"
    label = "webhooks"
    verbose_name = "Afnemers"

    def ready(self) -> None:
        from django.utils import timezone

        from publishing.releases.delivering.receivers import register_receiver
        from publishing.webhooks.receiver import WebhookReceiver
        from publishing.webhooks.system_checks import check_keys

        register_receiver(WebhookReceiver(clock=timezone.now))
        register()(check_keys)
