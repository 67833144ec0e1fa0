"""The addresses under *Uitgaven*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from publishing.releases.asking.screens import FreezeAgain, FreezingStatus, ShowFreezing
from publishing.releases.comparing.screens.downloads import ChangesAsCsv, ChangesAsJson
from publishing.releases.comparing.screens.waiting import ComparingStatus
from publishing.releases.screens.access import ICON, TITLE, VIEW
from publishing.releases.screens.acting import ApproveRelease, CancelPlanning, SeeAlarm, TakeBackApproval
from publishing.releases.screens.freezing import FreezeRelease
from publishing.releases.screens.listing import FindRelease, Releases, ShowRelease
from publishing.releases.screens.planning import PlanPublication
from publishing.releases.screens.publishing import PublishRelease, RollbackRelease


class ReleasesViewSet(ViewSet):
    """Every release and candidate, what changed, and what is done to one: freeze, approve, plan, publish, go back."""

    name = "uitgaven"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", Releases),
            "freeze": ("bevriezen/", FreezeRelease),
            "freezing": ("bevriezen/<int:pk>/", ShowFreezing),
            "freezing_status": ("bevriezen/<int:pk>/stand/", FreezingStatus),
            "freezing_again": ("bevriezen/<int:pk>/opnieuw/", FreezeAgain),
            "alarm": ("alarm/<int:pk>/gezien/", SeeAlarm),
            "numbered": ("nummer/<str:number>/", FindRelease),
            "show": ("<str:digest>/", ShowRelease),
            "changes_csv": ("<str:digest>/wijzigingen/csv/", ChangesAsCsv),
            "changes_json": ("<str:digest>/wijzigingen/json/", ChangesAsJson),
            "comparing": ("<str:digest>/wijzigingen/stand/", ComparingStatus),
            "approve": ("<str:digest>/goedkeuren/", ApproveRelease),
            "take_back": ("<str:digest>/intrekken/", TakeBackApproval),
            "publish": ("<str:digest>/publiceren/", PublishRelease),
            "plan": ("<str:digest>/plannen/", PlanPublication),
            "cancel": ("<str:digest>/afzeggen/", CancelPlanning),
            "rollback": ("<str:digest>/terugzetten/", RollbackRelease),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
