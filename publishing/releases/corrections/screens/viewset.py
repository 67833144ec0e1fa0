"""The addresses under *Correcties*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from publishing.releases.corrections.screens.access import ICON, TITLE, VIEW
from publishing.releases.corrections.screens.acting import (
    DropCorrection,
    FreezeCorrection,
    RestartCorrection,
    ReviewChange,
    WithdrawChange,
)
from publishing.releases.corrections.screens.carrying import CarryList, CarryOver
from publishing.releases.corrections.screens.changing import EditItem, RemoveItem, TakeItem
from publishing.releases.corrections.screens.listing import BeginCorrection, CorrectionList
from publishing.releases.corrections.screens.picking import PickItem
from publishing.releases.corrections.screens.show import ShowCorrection

_ITEM = "<int:pk>/items/<slug:kind>/<slug:public_id>/"


class CorrectionsViewSet(ViewSet):
    """The list, a correction from beginning to freezing, and what has to be carried over afterwards."""

    name = "correcties"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", CorrectionList),
            "begin": ("beginnen/", BeginCorrection),
            "carry": ("overnemen/", CarryList),
            "carried": ("overnemen/<int:pk>/", CarryOver),
            "show": ("<int:pk>/", ShowCorrection),
            "pick": ("<int:pk>/items/", PickItem),
            "edit": (f"{_ITEM}", EditItem),
            "take": (f"{_ITEM}werkplaats/", TakeItem),
            "remove": (f"{_ITEM}vervallen/", RemoveItem),
            "withdraw": (f"{_ITEM}toch-niet/", WithdrawChange),
            "review": ("<int:pk>/beoordelen/", ReviewChange),
            "freeze": ("<int:pk>/bevriezen/", FreezeCorrection),
            "restart": ("<int:pk>/opnieuw/", RestartCorrection),
            "drop": ("<int:pk>/intrekken/", DropCorrection),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
