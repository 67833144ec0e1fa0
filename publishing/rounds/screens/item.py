"""One item of a round on a screen of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from publishing.rounds.models import RoundItem
from publishing.rounds.screens.access import RoundView


class ShowItem(RoundView, View):
    """What an item is called and where it stands."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = get_object_or_404(RoundItem, pk=pk)
        return HttpResponse(item.title, content_type="text/plain; charset=utf-8")


class RoundItemViewSet(ViewSet):
    """The addresses of items."""

    name = "rondeitem"

    def get_urlpatterns(self) -> list[Any]:
        return [path("<int:pk>/", self.construct_view(ShowItem), name="show")]
