"""The addresses of the screens for sources."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet

from cms.sources.screens.deciding import AnswerRow, DecideRow
from cms.sources.screens.plan_page import PlanPage
from cms.sources.screens.safe_rows import AcceptSafeRows, TakeBackSafeRows


class _NotYet(View):
    """A placeholder."""

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse("")


class SourcesViewSet(ViewSet):
    """Plans: what came in, and what is decided on it."""

    name = "bronnen"
    url_prefix = "bronnen"
    icon = "download"

    def get_urlpatterns(self) -> list[Any]:
        placeholders = {
            "index": "",
            "add": "toevoegen/",
            "paste": "plakken/",
            "status": "<int:pk>/stand/",
            "apply": "<int:pk>/overnemen/",
            "stop": "<int:pk>/stoppen/",
            "close": "<int:pk>/afsluiten/",
            "failed": "<int:pk>/fouten.csv",
            "sheet": "<int:pk>/blad/",
        }
        return [
            path("<int:pk>/", self.construct_view(PlanPage), name="plan"),
            path("<int:pk>/rij/<int:row>/", self.construct_view(DecideRow), name="decide"),
            path("<int:pk>/rij/<int:row>/welke/", self.construct_view(AnswerRow), name="answer"),
            path("<int:pk>/veilig/", self.construct_view(AcceptSafeRows), name="accept"),
            path("<int:pk>/veilig/terug/", self.construct_view(TakeBackSafeRows), name="take_back"),
            *(path(route, self.construct_view(_NotYet), name=name) for name, route in placeholders.items()),
        ]
