"""What content adds to Wagtail's admin, and what it takes away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.content.models import Wegwijzer
from cms.content.screens.finding import finding_script
from cms.content.screens.home import OpenWorkPanel
from cms.content.screens.menu import (
    SUBMENU_HOOK,
    ContentGroup,
    tree_menu_item,
    without_unused,
    without_unused_reports,
    without_unused_settings,
)
from cms.content.screens.pages import PAGE_VIEWSETS
from cms.content.screens.reading_button import reading_button
from cms.content.screens.ready import MakeReady
from cms.content.services import renew_part_identities

register_snippet(ContentGroup)
hooks.register("register_bulk_action", MakeReady)
hooks.register("construct_main_menu", without_unused)
hooks.register("construct_settings_menu", without_unused_settings)
hooks.register("construct_reports_menu", without_unused_reports)
hooks.register(SUBMENU_HOOK, tree_menu_item)
hooks.register("register_page_listing_more_buttons", reading_button)
hooks.register("register_page_header_buttons", reading_button)
hooks.register("insert_editor_js", finding_script)


@hooks.register("register_admin_viewset")
def page_tree_screens() -> list[Any]:
    """Return the screens of the page tree, which take the place of Wagtail's own."""
    return PAGE_VIEWSETS


@hooks.register("construct_homepage_panels")
def open_work_first(request: HttpRequest, panels: list[Any]) -> None:
    """Begin the home page with what there is to do, and leave workflows out."""
    wanted = [panel for panel in panels if panel.name in {"recent_edits", "locked_pages"}]
    panels[:] = [OpenWorkPanel(), *wanted]


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """The counts stand in the panel."""
    items.clear()


@hooks.register("after_copy_page")
def own_identities(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied recommendation has rows of its own."""
    renew_part_identities(copied=new_page)


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def root_stays(request: HttpRequest, page: Page) -> None:
    """The Wegwijzer itself is not deleted and stays ready: a migration made it."""
    _refuse_root([page])


@hooks.register("before_move_page")
@hooks.register("before_copy_page")
def root_stays_one(request: HttpRequest, page: Page, *_: Any) -> None:
    """The Wegwijzer is not moved and has no second."""
    _refuse_root([page])


@hooks.register("before_bulk_action")
def root_stays_in_bulk(request: HttpRequest, action_type: str, objects: Any, view: Any) -> None:
    """No bulk action takes the Wegwijzer along, except making it ready."""
    if action_type != "publish":
        _refuse_root([item for item in objects if isinstance(item, Page)])


def _refuse_root(pages: list[Page]) -> None:
    if any(page.specific_class is Wegwijzer for page in pages):
        raise PermissionDenied
