"""What the screens of one item share: who may come in, which item it is, and the way back to the list."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from publishing.rounds.models import RoundItem

VIEW = "rounds.view_rounditem"
REVIEW = "rounds.add_review"
COMMENT = "rounds.add_comment"
ASSIGN = "rounds.assign_rounditem"
RETIRE = "rounds.retire_rounditem"
ACCEPT = "acceptances.add_acceptedwarning"


class ItemView(GuardedScreen):
    """A screen about one item of a round, for who has ``permission``."""

    permission = VIEW
    header_icon = "tasks"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        items = RoundItem.objects.select_related("round", "assigned_to", "retired_by")
        self.item = get_object_or_404(items, pk=kwargs["pk"])

    def above(self) -> list[Crumb]:
        """The worklist, of a closed round below that of now, and the item."""
        round = self.item.round
        lists = [crumb("Jaarronde", worklist_url() if round.closed_at else self.list_url)]
        if round.closed_at is not None:
            lists.append(crumb(str(round), self.list_url))
        return [*lists, crumb(self.item.title, self.show_url)]

    @cached_property
    def filters(self) -> str:
        """The filters of the list from which the reader came, as a query; empty without any."""
        return filters_in(self.request.GET.get("terug", ""))

    @property
    def kept(self) -> str:
        """Those filters, to be put behind an address."""
        return f"?{urlencode({'terug': self.filters})}" if self.filters else ""

    @property
    def list_url(self) -> str:
        """The list of the round, filtered as the reader left it."""
        round = self.item.round
        place = reverse("jaarronde:closed", args=[round.year]) if round.closed_at else worklist_url()
        return f"{place}?{self.filters}" if self.filters else place

    @property
    def show_url(self) -> str:
        """The page of the item, with the same way back."""
        return reverse("rondeitem:show", args=[self.item.pk]) + self.kept


def worklist_url() -> str:
    """Return the address of the worklist."""
    return reverse("jaarronde:index")


def filters_in(back: str) -> str:
    """Return the filters in ``back``, which is a query or the list with a query; empty for any other address."""
    place, mark, query = back.rpartition("?")
    if place not in ("", worklist_url()) or (not mark and "/" in query):
        return ""
    return QueryDict(query).urlencode()
