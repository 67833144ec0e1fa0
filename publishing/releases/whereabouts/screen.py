"""*Waar staat dit live?*: for one item, every release that holds it, what is live, and where to go from here."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.screens import Crumb, crumb
from publishing.documents.registry import KINDS
from publishing.releases.screens.access import VIEW, ReleasesView
from publishing.releases.whereabouts.reading import Place, places_of
from publishing.releases.whereabouts.then import then_of
from publishing.rounds.current import BY_NAME
from publishing.rounds.models import RoundItem
from publishing.rounds.one_item import source_of
from publishing.rounds.screens.item_workshop import workshop_of
from publishing.rounds.since.reading import read_since

TITLE, CHANGED, ICON = "Waar staat dit live?", "Wat veranderde er sinds de uitgave?", "globe"


class Whereabouts(ReleasesView, TemplateView):
    """Read only."""

    permission = VIEW
    template_name = "whereabouts/show.html"
    page_title = TITLE
    header_icon = ICON

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse a kind that nobody publishes."""
        super().setup(request, *args, **kwargs)
        if kwargs["kind"] not in BY_NAME:
            raise Http404

    @cached_property
    def source(self) -> Any:
        """The page or snippet; None when it was deleted."""
        return source_of(self.kwargs["kind"], self.kwargs["uid"])

    @cached_property
    def round_item(self) -> RoundItem | None:
        """The item in the open round; None when no round is open or it is not in it."""
        found = RoundItem.objects.filter(kind=self.kwargs["kind"], uid=self.kwargs["uid"], round__closed_at=None)
        return found.select_related("round").first()

    def get_page_subtitle(self) -> str:
        return str(self.source or self.kwargs["kind"])

    def above(self) -> list[Crumb]:
        """The item; the releases stand under *Uitgaven* and are links on the page."""
        workshop = workshop_of(self.source, self.request.user)
        address = workshop.edit_url or workshop.read_url
        return [crumb(str(self.source), address)] if address else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = places_of(self.kwargs["kind"], self.kwargs["uid"])
        return (
            super().get_context_data(**kwargs)
            | self._since(places)
            | {
                "live": next((place for place in places if place.is_live), None),
                "published": [place for place in places if place.published_at is not None],
                "candidates": [place for place in places if place.published_at is None],
                "api": [(place, self._address(place)) for place in places if place.is_live and not place.is_erased],
                "marks": self._marks(places),
                "round_item": self.round_item,
                "workshop": workshop_of(self.source, self.request.user),
                "is_gone": self.source is None,
            }
        )

    def _since(self, places: list[Place]) -> dict[str, Any]:
        """Return what is other than what is live; nothing of an item that was deleted."""
        if self.source is None:
            return {}
        then = then_of(self.kwargs["kind"], places)
        today = timezone.localdate()
        return {"then": then, "since": read_since(self.kwargs["kind"], self.source, then, today=today)}

    def _marks(self, places: list[Place]) -> list[dict[str, Any]]:
        """Return what the item is called in releases, each once, with what stands for it in another address."""
        published = {place.public_id for place in places if place.published_at is not None}
        kind = self.kwargs["kind"]
        return [
            {"id": one, "is_published": one in published, "query": urlencode({"soort": kind, "kenmerk": one})}
            for one in dict.fromkeys(place.public_id for place in places)
        ]

    def _address(self, place: Place) -> str:
        collection = KINDS[self.kwargs["kind"]].collection
        return f"{settings.API_SERVER_URL.rstrip('/')}/uitgaven/{place.number}/{collection}/{place.public_id}"


class WhereaboutsViewSet(ViewSet):
    """One address; the button at every item leads there, so there is no menu item."""

    name = "waar-live"
    icon = ICON

    def get_urlpatterns(self) -> list[Any]:
        return [path("<slug:kind>/<uuid:uid>/", self.construct_view(Whereabouts), name="show")]


def address_of(kind: str, item: Any) -> str:
    """Return the address of the screen for a page or snippet."""
    return reverse("waar-live:show", args=[kind, item.uid])
