"""The admin (and, in the embedded default, the public API) for a WSGI server."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from cms.config.checks import refuse_unfit_start
from cms.config.collector import settle_collector
from cms.logs.requests import Identified
from publishing.api.edge import Edge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.production")
django = get_wsgi_application()
# Only now: the settings say where processes count together, and that is settled when this is loaded.
measured = import_module("cms.metrics.counting").Measured
application = Identified(measured(Edge(django)))
refuse_unfit_start()
settle_collector()
