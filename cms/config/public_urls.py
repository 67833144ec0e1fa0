"""Addresses of the public process: the API, and nothing else."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("publishing.api.urls")),
]
