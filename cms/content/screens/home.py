"""The first screen after signing in: what is open, and how much there is of everything."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component

from cms.content.models import DomainPage, RecommendationPage
from cms.content.named import NAME_FIELDS
from cms.content.page_permissions import may_read
from cms.content.screens.filters import OPEN_WORK

PAGE_LISTS: dict[Any, str] = {DomainPage: "domeinen:index", RecommendationPage: "aanbevelingen:index"}


@dataclass(frozen=True)
class KindCount:
    """How much there is of one kind, how much of it is open work, and where to find it."""

    name: str
    total: int
    open_work: int
    url: str

    @property
    def open_work_url(self) -> str:
        return f"{self.url}?staat={OPEN_WORK}"


def counts() -> list[KindCount]:
    """Return a count per kind, in the order of the menu."""
    return [
        KindCount(
            name=capfirst(str(model._meta.verbose_name_plural)),
            total=model.objects.count(),
            open_work=model.objects.open_work().count(),
            url=list_url(model),
        )
        for model in NAME_FIELDS
    ]


def list_url(model: Any) -> str:
    """Return the address of the list of ``model``."""
    if model in PAGE_LISTS:
        return reverse(PAGE_LISTS[model])
    return reverse(model.snippet_viewset.get_url_name("list"))


class OpenWorkPanel(Component):
    """Open work and counts per kind, for who may read."""

    name = "open_work"
    template_name = "content/home_open_work.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        root = DomainPage.get_first_root_node().get_children().first()
        if root is None or not may_read(parent_context["request"].user, root):
            return {"no_role": True}
        kinds = counts()
        return {
            "kinds": kinds,
            "total": sum(kind.total for kind in kinds),
            "open_work": sum(kind.open_work for kind in kinds),
        }
