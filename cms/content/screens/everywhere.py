"""The screen *Zoeken*: content of every kind by the words of its name, in the place of Wagtail's search of pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.content.models import DomainPage
from cms.content.named import NAME_FIELDS, Named, find_named
from cms.content.page_permissions import MANAGE
from cms.content.screens.snippets import READERS


@dataclass(frozen=True)
class Found:
    """One item on the screen. ``url`` is where this person edits or reads it."""

    name: str
    kind: str
    domain: str
    url: str
    item: Any


class SearchEverything(PermissionCheckedMixin, BaseListingView):
    """Shows what was found to who may read it; an invitation when nothing was asked."""

    model = Page  # who may see the tree may search
    any_permission_required = MANAGE
    page_title = "Zoeken"
    header_icon = "search"
    paginate_by = 25
    is_searchable = True
    index_url_name = "wagtailadmin_pages:search"
    index_results_url_name = "wagtailadmin_pages:search_results"
    results_template_name = "content/everywhere_results.html"
    columns = [
        TitleColumn("name", label="Titel", get_url=lambda found: found.url, classname="title"),
        Column("kind", label="Soort", width="16%"),
        Column("domain", label="Domein", width="22%"),
        StatusTagColumn(
            "state",
            label="Staat",
            accessor="item.status_string",
            primary=lambda found: found.item.live,
            width="14%",
        ),
    ]

    def get_queryset(self) -> Any:
        return find_named(self.search_query, self._readable) if self.is_searching else []

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Read of what was found only what is shown."""
        paginator, page, named, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = list(self._shown(named))
        return paginator, page, page.object_list, has_others

    @cached_property
    def _readable(self) -> dict[Any, Any]:
        """The rows that this person may read, by kind."""
        user = self.request.user
        pages = policy_registry.get_by_type(Page).explorable_instances(user).values("pk")
        return {
            model: model.objects.filter(pk__in=pages).annotate_approved_schedule()
            if issubclass(model, Page)
            else model.objects.with_state()
            for model in NAME_FIELDS
            if issubclass(model, Page) or _policy_of(model).user_has_any_permission(user, READERS)
        }

    def _shown(self, named: Iterable[Named]) -> Iterator[Found]:
        keys: defaultdict[Any, list[int]] = defaultdict(list)
        for one in named:
            keys[one.model].append(one.pk)
        items = {model: self._readable[model].in_bulk(wanted) for model, wanted in keys.items()}
        domains = {domain.path: domain.get_admin_display_title() for domain in DomainPage.objects.all()}
        for one in named:
            item = items[one.model][one.pk]
            yield Found(
                name=item.get_admin_display_title() if isinstance(item, Page) else one.name,
                kind=capfirst(str(one.model._meta.verbose_name)),
                domain=domains.get(item.path[:-4], "") if isinstance(item, Page) else "",
                url=_address_of(item, self.request.user),
                item=item,
            )


def _policy_of(model: Any) -> Any:
    return model.snippet_viewset.permission_policy


def _address_of(item: Any, user: Any) -> str:
    """Return where ``user`` edits ``item``, or reads it when that is all they may."""
    if isinstance(item, Page):
        may_edit = item.permissions_for_user(user).can_edit()
        return reverse(f"wagtailadmin_pages:{'edit' if may_edit else 'view_draft'}", args=[item.pk])
    may_edit = _policy_of(type(item)).user_has_permission(user, "change")
    return reverse(item.snippet_viewset.get_url_name("edit" if may_edit else "inspect"), args=[item.pk])
