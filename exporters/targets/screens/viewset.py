"""The addresses under *Doelen*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from exporters.targets.screens.access import ICON, TITLE, VIEW
from exporters.targets.screens.acting import (
    AddTarget,
    ChangeTarget,
    Deliver,
    DeliverOver,
    PauseTarget,
    ResumeTarget,
    RetryDelivery,
)
from exporters.targets.screens.showing import DryRun, ShowTarget, TargetList, TargetStatus

_ONE = "een/<slug:slug>/"


class TargetsViewSet(ViewSet):
    """Where releases are put, and what was put there."""

    name = "doelen"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", TargetList),
            "add": ("nieuw/", AddTarget),
            "show": (_ONE, ShowTarget),
            "status": (f"{_ONE}stand/", TargetStatus),
            "change": (f"{_ONE}wijzigen/", ChangeTarget),
            "pause": (f"{_ONE}pauzeren/", PauseTarget),
            "resume": (f"{_ONE}hervatten/", ResumeTarget),
            "dry_run": (f"{_ONE}proef/", DryRun),
            "deliver": (f"{_ONE}afleveren/", Deliver),
            "over": (f"{_ONE}overheen/", DeliverOver),
            "retry": (f"{_ONE}opnieuw/", RetryDelivery),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
