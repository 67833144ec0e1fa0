"""The addresses under *Bronnen*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from cms.sources.screens.access import VIEW
from cms.sources.screens.actions import (
    ApplyPlan,
    ChooseSheet,
    ClosePlan,
    FailedRows,
    PlanStatus,
    ResumePlan,
    StopPlan,
)
from cms.sources.screens.blanks import BlankOut
from cms.sources.screens.deciding import AnswerRow, DecideRow
from cms.sources.screens.plan_page import PlanPage
from cms.sources.screens.plans import PlanList
from cms.sources.screens.safe_rows import AcceptSafeRows, TakeBackSafeRows
from cms.sources.screens.uploads import PasteView, UploadView
from cms.sources.screens.workbook_out import WorkbookOut


class SourcesViewSet(ViewSet):
    """Everything about files that come in."""

    name = "bronnen"
    icon = "download"
    menu_label = "Bronnen"
    menu_item_class = item_for(VIEW)
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", PlanList),
            "add": ("toevoegen/", UploadView),
            "paste": ("plakken/", PasteView),
            "workbook": ("werkmap/", WorkbookOut),
            "blank": ("leeg/<slug:kind>/", BlankOut),
            "plan": ("<int:pk>/", PlanPage),
            "decide": ("<int:pk>/rij/<int:row>/", DecideRow),
            "answer": ("<int:pk>/rij/<int:row>/welke/", AnswerRow),
            "accept": ("<int:pk>/veilig/", AcceptSafeRows),
            "take_back": ("<int:pk>/veilig/terug/", TakeBackSafeRows),
            "status": ("<int:pk>/stand/", PlanStatus),
            "apply": ("<int:pk>/overnemen/", ApplyPlan),
            "stop": ("<int:pk>/stoppen/", StopPlan),
            "resume": ("<int:pk>/hervatten/", ResumePlan),
            "close": ("<int:pk>/afsluiten/", ClosePlan),
            "sheet": ("<int:pk>/blad/", ChooseSheet),
            "failed": ("<int:pk>/fouten.csv", FailedRows),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
