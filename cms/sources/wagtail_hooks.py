"""What sources add to Wagtail's admin."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail import hooks

from cms.sources.models import ImportPlan
from cms.sources.screens.access import CHANGE
from cms.sources.screens.home import PlansPanel
from cms.sources.screens.viewset import SourcesViewSet


@hooks.register("register_admin_viewset")
def source_screens() -> SourcesViewSet:
    """Return the screens of files that come in."""
    return SourcesViewSet()


@hooks.register("work_that_waits")
def plans_that_wait() -> tuple[str, str, int, datetime | None]:
    """Return how many plans a task has to bring further, and the last sign of life of the one silent longest."""
    since = Coalesce("beat_at", "apply_since", "created_at")
    found = ImportPlan.objects.at_work().aggregate(number=Count("pk"), since=Min(since))
    return "imports", "Bestanden die worden gelezen of overgenomen", found["number"], found["since"]


@hooks.register("construct_homepage_panels", order=10)  # after content has chosen what stands there
def plans_on_the_home_page(request: HttpRequest, panels: list[Any]) -> None:
    """Show the plans that wait to who decides on them."""
    if request.user.has_perm(CHANGE):
        panels.append(PlansPanel())
