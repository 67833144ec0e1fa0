"""Wagtail's own API (v2) over the same content, as a site would switch it on: what ours is measured beside.

This module is its settings, addresses and application.
"""

from typing import Any

from cms.config.settings.dev import *  # noqa: F403 - settings build on each other by name

DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2"]  # noqa: F405 - from dev
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # without it allauth does not start
ROOT_URLCONF = "tests.benchmarks.wagtail_api"
WAGTAILAPI_LIMIT_MAX = 100


def __getattr__(name: str) -> Any:
    """Make addresses and application when the settings are there."""
    if name == "urlpatterns":
        return _addresses()
    if name == "application":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)


def _addresses() -> list[Any]:
    from django.urls import path
    from wagtail.api import APIField
    from wagtail.api.v2.router import WagtailAPIRouter
    from wagtail.api.v2.views import PagesAPIViewSet
    from wagtail.models import Page

    from cms.content import models as content

    def shown(model: Any, *names: str) -> None:
        model.api_fields = [APIField(one) for one in names]

    class AllPages(PagesAPIViewSet):
        def get_base_queryset(self) -> Any:
            return Page.objects.public().live()  # the workshop has no site of which they would be part

    shown(content.RecommendationPage, "body", "preventive", "indicated", "intervention_links")
    shown(content.InterventionLink, "intervention", "tailored_text")
    shown(content.Intervention, "name", "summary", "themes")
    router = WagtailAPIRouter("wagtailapi")
    router.register_endpoint("pages", AllPages)
    return [path("api/v2/", router.urls)]
