"""Puts the whole together when Django starts, in every process."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register

from cms.config.checks import START, contact_is_somebody, demo_users_are_gone
from cms.config.store_checks import public_process_reaches_the_store, workshop_reaches_the_store


class ConfigConfig(AppConfig):
    name = "cms.config"
    label = "config"
    verbose_name = "Inrichting"

    def ready(self) -> None:
        """Let tasks sent by this process go to our broker; in production look out for the demo."""
        import_module("cms.config.celery")
        import_module("cms.metrics.tasks")
        if settings.SENTRY_DSN:
            tell_error_tracker = import_module("cms.logs.error_tracker").tell_error_tracker  # loaded only where asked
            tell_error_tracker(settings.SENTRY_DSN)
        register(workshop_reaches_the_store, START, deploy=True)
        if getattr(settings, "REFUSE_DEMO", False):
            register(demo_users_are_gone, Tags.database, START)
            register(contact_is_somebody, START, deploy=True)


class PublicConfig(AppConfig):
    """The same for the public process, which has no tasks and no users."""

    name = "cms.config"
    label = "config"
    verbose_name = "Inrichting"

    def ready(self) -> None:
        """Let the start look whether the store answers."""
        register(public_process_reaches_the_store, START, deploy=True)
