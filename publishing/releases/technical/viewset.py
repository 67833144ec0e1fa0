"""The addresses under *Techniek*, and its place in the menu."""

from typing import Any

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from publishing.releases.technical.access import ICON, TITLE, VIEW
from publishing.releases.technical.views import Overview, Redeliver, Retry, SwitchPause, TakeOver


class TechnicalViewSet(ViewSet):
    """What happens outside a request, and what to do when it goes wrong."""

    name = "techniek"
    icon = ICON
    menu_label = TITLE
    menu_item_class = item_for(VIEW)
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
