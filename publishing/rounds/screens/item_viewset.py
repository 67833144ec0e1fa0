"""The addresses of one item of the yearly round."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from publishing.rounds.screens.item_acting import (
    AcceptWarning,
    AssignItem,
    CommentOnItem,
    RestoreItem,
    ReviewItem,
    WithdrawAcceptance,
)
from publishing.rounds.screens.item_retire import RetireItem
from publishing.rounds.screens.item_show import ShowItem
from publishing.rounds.screens.item_talking import TalkOnItem
from publishing.rounds.screens.item_walking import WalkBack, WalkOn


class RoundItemViewSet(ViewSet):
    """Reading, reviewing, talking about, assigning and letting go one item. The worklist leads here."""

    name = "rondeitem"
    icon = "tasks"

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "show": ("<int:pk>/", ShowItem),
            "next": ("<int:pk>/volgende/", WalkOn),
            "previous": ("<int:pk>/vorige/", WalkBack),
            "review": ("<int:pk>/beoordelen/", ReviewItem),
            "comment": ("<int:pk>/opmerking/", CommentOnItem),
            "talk": ("<int:pk>/gesprek/", TalkOnItem),
            "assign": ("<int:pk>/toewijzen/", AssignItem),
            "retire": ("<int:pk>/vervallen/", RetireItem),
            "restore": ("<int:pk>/terugnemen/", RestoreItem),
            "accept": ("<int:pk>/accepteren/", AcceptWarning),
            "withdraw": ("<int:pk>/intrekken/", WithdrawAcceptance),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
