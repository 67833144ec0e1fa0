"""An empty view of REST framework that gives constant bytes; this module is its settings, addresses and application."""

import os
from pathlib import Path
from typing import Any

DEBUG = False
SECRET_KEY = "benchmark"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS: list[str] = []
ROOT_URLCONF = "tests.benchmarks.constant_view"
DATABASES: dict[str, Any] = {}
USE_I18N = False
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}


def __getattr__(name: str) -> Any:
    """Make addresses and application when the settings are there."""
    if name == "urlpatterns":
        return _addresses()
    if name == "application":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)


def _addresses() -> list[Any]:
    from django.http import HttpResponse
    from django.urls import re_path
    from rest_framework.views import APIView

    body = Path(os.environ["CONSTANT_BODY"]).read_bytes()

    class Constant(APIView):
        def get(self, request: Any) -> HttpResponse:
            return HttpResponse(body, content_type="application/json")

    return [re_path("", Constant.as_view())]
