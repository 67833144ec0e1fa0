"""The addresses under *Jaarronde*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from publishing.rounds.screens.access import ICON, TITLE, VIEW
from publishing.rounds.screens.actions import AssignSelected, ConfirmSelected, SyncItems
from publishing.rounds.screens.check import CheckReport, CloseRound
from publishing.rounds.screens.dates import RescheduleRound
from publishing.rounds.screens.opening import OpenRound
from publishing.rounds.screens.reopening import ReopenRound
from publishing.rounds.screens.worklist import ClosedRound, Worklist


class RoundViewSet(ViewSet):
    """The worklist, what is done to many of its items, and a round from opening to closing and reopening."""

    name = "jaarronde"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", Worklist),
            "closed": ("<int:year>/", ClosedRound),
            "reopen": ("<int:year>/heropenen/", ReopenRound),
            "open": ("openen/", OpenRound),
            "dates": ("data/", RescheduleRound),
            "check": ("controle/", CheckReport),
            "close": ("sluiten/", CloseRound),
            "confirm": ("bevestigen/", ConfirmSelected),
            "assign": ("toewijzen/", AssignSelected),
            "sync": ("bijwerken/", SyncItems),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
