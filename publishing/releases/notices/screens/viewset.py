"""The addresses under *Mededelingen*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from publishing.releases.notices.screens.access import ICON, TITLE, VIEW
from publishing.releases.notices.screens.listing import Notices
from publishing.releases.notices.screens.placing import EndNotice, PlaceNotice
from publishing.releases.notices.screens.withdrawing import WithdrawRelease
from publishing.releases.redactions.screens.asking import RequestRedaction
from publishing.releases.redactions.screens.deciding import ConfirmRedaction, RefuseRedaction
from publishing.releases.redactions.screens.listing import Redactions, ShowRequest


class NoticesViewSet(ViewSet):
    """What is told after a release went out: notices, withdrawals, and what was erased by law."""

    name = "mededelingen"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", Notices),
            "new": ("nieuw/", PlaceNotice),
            "end": ("<int:pk>/beeindigen/", EndNotice),
            "withdraw": ("intrekken/<str:number>/", WithdrawRelease),
            "redactions": ("wissen/", Redactions),
            "ask": ("wissen/vragen/", RequestRedaction),
            "request": ("wissen/<int:pk>/", ShowRequest),
            "confirm": ("wissen/<int:pk>/bevestigen/", ConfirmRedaction),
            "refuse": ("wissen/<int:pk>/afwijzen/", RefuseRedaction),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
