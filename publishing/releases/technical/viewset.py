"""The addresses under *Techniek*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from publishing.releases.technical.access import ICON, TITLE, VIEW
from publishing.releases.technical.views import Overview, Redeliver, Retry, SwitchPause, TakeOver


class TechnicalMenuItem(MenuItem):
    """Shown to who may look."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(VIEW))


class TechnicalViewSet(ViewSet):
    """What happens outside a request, and what to do when it goes wrong."""

    name = "techniek"
    icon = ICON
    menu_label = TITLE
    menu_item_class = TechnicalMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "index": ("", Overview),
            "pause": ("pauze/", SwitchPause),
            "retry": ("poging/<int:pk>/opnieuw/", Retry),
            "take_over": ("poging/<int:pk>/overnemen/", TakeOver),
            "redeliver": ("aflevering/<int:pk>/opnieuw/", Redeliver),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
