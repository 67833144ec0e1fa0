"""The addresses with which access to candidates is given and taken back."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from publishing.releases.previews.screens.views import GiveAccess, RevokeAccess


class PreviewsViewSet(ViewSet):
    """Reached from the page of a candidate, so it has no place in the menu."""

    name = "voorbeelden"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("<str:digest>/geven/", self.construct_view(GiveAccess), name="give"),
            path("<int:pk>/intrekken/", self.construct_view(RevokeAccess), name="revoke"),
        ]
