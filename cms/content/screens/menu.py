"""The menu: everything that is content under one heading, and nothing that this workshop has no use for."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.content.page_permissions import MANAGE
from cms.content.screens.kinds import (
    DefinitionViewSet,
    PracticeExampleViewSet,
    ReferenceViewSet,
    SelectionQuestionViewSet,
    StepViewSet,
    TextViewSet,
)
from cms.content.screens.recommendations import DomainListViewSet, RecommendationListViewSet

SUBMENU_HOOK = "register_content_menu_item"
UNUSED = {"explorer", "snippets", "images", "documents", "help"}
UNUSED_REPORTS = {"locked-pages", "workflows", "workflow-tasks", "aging-pages", "page-types-usage"}
UNUSED_SETTINGS = {"workflows", "workflow-tasks", "collections", "groups", "sites", "locales", "redirects"}


class TreeMenuItem(MenuItem):
    """Leads to the page tree, where domains and recommendations are put in order."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(Page).user_has_any_permission(request.user, MANAGE))


def tree_menu_item() -> MenuItem:
    """Return the item that leads to the tree; its place stands in ``cms/config/menu.py``."""
    return TreeMenuItem(
        "Boom: domeinen en aanbevelingen",
        reverse("wagtailadmin_explore_root"),
        name="boom",
        icon_name="site",
    )


class ContentGroup(SnippetViewSetGroup):
    """The menu *Inhoud*. Other packages add their kinds with ``menu_hook = SUBMENU_HOOK``."""

    menu_label = "Inhoud"
    menu_name = "inhoud"
    menu_icon = "folder-open-inverse"
    submenu_hook = SUBMENU_HOOK
    items = (
        DomainListViewSet(),
        RecommendationListViewSet(),
        PracticeExampleViewSet(),
        TextViewSet(),
        StepViewSet(),
        SelectionQuestionViewSet(),
        DefinitionViewSet(),
        ReferenceViewSet(),
    )


def without_unused(request: HttpRequest, items: list[Any]) -> None:
    """Take what this workshop does not use out of the main menu."""
    items[:] = [item for item in items if item.name not in UNUSED]


def without_unused_settings(request: HttpRequest, items: list[Any]) -> None:
    """Take what this workshop does not use out of the settings menu."""
    items[:] = [item for item in items if item.name not in UNUSED_SETTINGS]


def without_unused_reports(request: HttpRequest, items: list[Any]) -> None:
    """Of Wagtail's own reports only the history of everything is of use."""
    items[:] = [item for item in items if item.name not in UNUSED_REPORTS]
