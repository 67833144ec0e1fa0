"""The admin (and, in the embedded default, the public API) for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from cms.config.checks import refuse_unfit_start
from cms.config.collector import settle_collector
from publishing.api.edge import Edge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.production")
application = Edge(get_wsgi_application())
refuse_unfit_start()
settle_collector()
