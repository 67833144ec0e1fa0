"""The Celery application of the workers, and of every process that hands them work (cms.config.apps loads it).

    celery -A cms.config.celery worker        celery -A cms.config.celery beat

Tasks live in ``tasks.py`` of the installed apps and each names itself.
"""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.config.broker import use_folders
from cms.config.checks import refuse_unfit_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.production")

use_folders()
app = Celery("wegwijzer", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_everywhere(**_kwargs: object) -> None:
    """Let workers and beat write the lines that the settings ask for, instead of Celery's own."""
    dictConfig(settings.LOGGING)


@worker_init.connect
@beat_init.connect
def refuse_to_start_unfit(**_kwargs: object) -> None:
    """End the process where production may not start: Celery only logs other errors of a receiver."""
    try:
        refuse_unfit_start()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
