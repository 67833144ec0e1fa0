"""Addresses of the workshop, and of the public API where one process serves both. No public Wagtail pages."""

from django.db import transaction
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from cms.accounts.account import OwnAccount
from cms.config.error_pages import server_error
from cms.config.health.answers import live
from cms.config.health.workshop import ready
from cms.config.shut import shut_addresses
from cms.content.screens.linking import ExternalLink
from cms.metrics.exposing import exposition
from exporters.screens.website import read_website
from publishing.api.security_txt import PATH, security_txt
from publishing.releases.health import health
from publishing.status.gauges import InstallationCollector

handler500 = server_error

urlpatterns = [
    path("", RedirectView.as_view(url="/admin/")),
    path("admin", RedirectView.as_view(url="/admin/")),  # APPEND_SLASH is off
    path("aanmelden/", include("cms.accounts.signing_in.urls")),
    path(
        "admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)
    ),  # Wagtail's own is shut
    path("admin/account/", require_admin_access(OwnAccount.as_view())),  # before Wagtail's, which asks for a photograph
    *shut_addresses(),
    path("admin/choose-external-link/", require_admin_access(ExternalLink.as_view())),  # Wagtail's stumbles on nothing
    path("admin/", include(wagtailadmin_urls)),
    path("gezondheid", health),
    path("gezondheid/leeft", transaction.non_atomic_requests(live)),
    path("gezondheid/gereed", ready),
    path("metrieken", transaction.non_atomic_requests(exposition(InstallationCollector()))),
    path(PATH, security_txt),
    path("api/v1/", include("publishing.api.urls")),
    path("voorbeeld/api/v1/", include("publishing.releases.previews.api.urls")),
    path("voorbeeld/website/<path:path>", read_website),
    path("voorbeeld/", include("publishing.releases.previews.reading.urls")),
]
