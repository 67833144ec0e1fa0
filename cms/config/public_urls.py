"""Addresses of the public process: the API, and nothing else."""

from django.urls import include, path

from publishing.api.security_txt import PATH, security_txt

urlpatterns = [
    path(PATH, security_txt),
    path("api/v1/", include("publishing.api.urls")),
]
