"""The addresses under *Toetsing*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.vetting.rounds import current_round
from cms.vetting.screens.verdicts.access import VIEW, bounded
from cms.vetting.screens.verdicts.decide import DecideVerdict
from cms.vetting.screens.verdicts.explain import ExplainIntervention
from cms.vetting.screens.verdicts.files import EvidenceFile
from cms.vetting.screens.verdicts.propose import ProposeVerdict
from cms.vetting.screens.verdicts.worklist import AgreeWithSelected, Worklist


class VerdictMenuItem(MenuItem):
    """Shown to who may see verdicts, while there is a round that they belong to."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(VIEW)) and current_round() is not None


class VerdictViewSet(ViewSet):
    """Proposing and deciding, the list of what waits, evidence, and the explanation."""

    name = "toetsing"
    icon = "tasks"
    menu_label = "Toetsing"
    menu_item_class = VerdictMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", Worklist),
            "agree": ("akkoord/", AgreeWithSelected),
            "decide": ("beslissen/<int:pk>/", DecideVerdict),
            "evidence": ("bewijs/<int:pk>/", EvidenceFile),
            "explain": ("uitleg/<int:pk>/", ExplainIntervention),
        }
        patterns = [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
        propose = bounded(self.construct_view(ProposeVerdict))
        return [*patterns, path("voorstellen/<int:pk>/", propose, name="propose")]
