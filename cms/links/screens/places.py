"""Where an address stands, as links that the reader of the screen may follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.links.addresses import Place, places_in_content


@dataclass(frozen=True)
class ShownPlace:
    """A place in words: ``Aanbeveling: Plan rust in de week`` and the field, with where to open it."""

    title: str
    field: str
    url: str


class PlacesFor:
    """Finds places for one person: who may change an item goes to its editor, who may not to its text."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.may_change: dict[Any, bool] = {}

    def of(self, urls: Iterable[str]) -> dict[str, list[ShownPlace]]:
        """Return the places of each of ``urls``, once each, in the order of the content."""
        found: dict[str, dict[ShownPlace, None]] = {url: {} for url in urls}
        for url, place in places_in_content():
            if url in found:
                found[url][self._shown(place)] = None
        return {url: list(places) for url, places in found.items()}

    def _shown(self, place: Place) -> ShownPlace:
        kind = capfirst(str(place.model._meta.verbose_name))
        return ShownPlace(f"{kind}: {place.title}", place.field, self._url(place))

    def _url(self, place: Place) -> str:
        model: Any = place.model
        if model not in self.may_change:
            self.may_change[model] = policy_registry.get_by_type(model).user_has_permission(self.user, "change")
        if issubclass(model, Page):
            name = "wagtailadmin_pages:edit" if self.may_change[model] else "wagtailadmin_pages:view_draft"
        else:
            name = model.snippet_viewset.get_url_name("edit" if self.may_change[model] else "inspect")
        return reverse(name, args=[place.pk])
