"""Addresses of the workshop, and of the public API where one process serves both. No public Wagtail pages."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
]
