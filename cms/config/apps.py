"""Puts the whole together when Django starts, in every process."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register

from cms.config.checks import START, demo_users_are_gone


class ConfigConfig(AppConfig):
    name = "cms.config"
    label = "config"
    verbose_name = "Inrichting"

    def ready(self) -> None:
        """Let tasks sent by this process go to our broker; in production look out for the demo."""
        import_module("cms.config.celery")
        if getattr(settings, "REFUSE_DEMO", False):
            register(demo_users_are_gone, Tags.database, START)
