"""Addresses of the workshop, and of the public API where one process serves both. No public Wagtail pages."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from cms.accounts.account import OwnAccount
from exporters.screens.website import read_website
from publishing.api.security_txt import PATH, security_txt
from publishing.releases.health import health

urlpatterns = [
    path("", RedirectView.as_view(url="/admin/")),
    path("aanmelden/", include("cms.accounts.signing_in.urls")),
    path(
        "admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)
    ),  # Wagtail's own is shut
    path("admin/account/", require_admin_access(OwnAccount.as_view())),  # before Wagtail's, which asks for a photograph
    path("admin/", include(wagtailadmin_urls)),
    path("gezondheid", health),
    path(PATH, security_txt),
    path("api/v1/", include("publishing.api.urls")),
    path("voorbeeld/api/v1/", include("publishing.releases.previews.api.urls")),
    path("voorbeeld/website/<path:path>", read_website),
    path("voorbeeld/", include("publishing.releases.previews.reading.urls")),
]
