"""Addresses of the public process: the API, and what a monitor asks."""

from django.urls import include, path

from cms.config.health.answers import live
from cms.config.health.public import ready
from cms.config.public_metrics import CatalogueCollector
from cms.metrics.exposing import exposition
from publishing.api.security_txt import PATH, security_txt

urlpatterns = [
    path(PATH, security_txt),
    path("gezondheid/leeft", live),
    path("gezondheid/gereed", ready),
    path("metrieken", exposition(CatalogueCollector())),
    path("api/v1/", include("publishing.api.urls")),
]
