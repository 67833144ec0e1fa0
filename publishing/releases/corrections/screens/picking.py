"""Which item of the released set has to change: a list to search by title."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from publishing.documents.registry import COLLECTIONS
from publishing.releases.corrections.held import HeldItem, items_of
from publishing.releases.corrections.screens.access import CHANGE, CorrectionView
from publishing.releases.corrections.standing import changes_of

PER_PAGE = 25
_LONGEST = 200  # characters to search for


class PickItem(CorrectionView, TemplateView):
    permission = CHANGE
    template_name = "corrections/pick.html"
    page_title = "Item kiezen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted, kind = self.request.GET.get("zoek", "")[:_LONGEST].strip(), self.request.GET.get("soort", "")
        found = [one for one in items_of(self.correction.base) if _fits(one, wanted.casefold(), kind)]
        changed = {one.change.address for one in changes_of(self.correction)}
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "rows": [(one, one.address in changed) for one in page],
            "wanted": wanted,
            "kind": kind,
            "kinds": [one.name for one in COLLECTIONS],
            "kept": urlencode({"zoek": wanted, "soort": kind}),
        }


def _fits(item: HeldItem, wanted: str, kind: str) -> bool:
    if kind and item.entry.kind != kind:
        return False
    return wanted in item.title.casefold() or wanted in item.entry.id
