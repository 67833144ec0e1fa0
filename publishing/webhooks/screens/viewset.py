"""The addresses under *Afnemers*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from publishing.webhooks.screens.access import ICON, TITLE, VIEW
from publishing.webhooks.screens.acting import (
    AddSubscriber,
    ChangeSubscriber,
    Replay,
    RotateKey,
    SwitchOff,
    SwitchOn,
)
from publishing.webhooks.screens.showing import ShowSubscriber, SubscriberList
from publishing.webhooks.screens.trying import TryOut

_ONE = "<slug:slug>/"


class SubscribersViewSet(ViewSet):
    """Who is told of a release, and what each was told."""

    name = "afnemers"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", SubscriberList),
            "add": ("nieuw/", AddSubscriber),
            "show": (f"een/{_ONE}", ShowSubscriber),
            "change": (f"een/{_ONE}wijzigen/", ChangeSubscriber),
            "rotate": (f"een/{_ONE}sleutel/", RotateKey),
            "try": (f"een/{_ONE}proef/", TryOut),
            "off": (f"een/{_ONE}uitzetten/", SwitchOff),
            "on": (f"een/{_ONE}aanzetten/", SwitchOn),
            "replay": (f"een/{_ONE}aflevering/<int:pk>/opnieuw/", Replay),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
