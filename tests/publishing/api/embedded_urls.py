"""A process that serves more than the API: the addresses as cms.config.urls has them, with a page for the admin."""

from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from publishing.api.security_txt import PATH, security_txt


@non_atomic_requests
def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>Beheer</p>")


urlpatterns = [
    path("admin/", page),
    path(PATH, security_txt),
    path("api/v1/", include("publishing.api.urls")),
]
