"""What our lists in the workshop cost beside Wagtail's own listing of as many of the same rows, on the demo."""

import io
from collections.abc import Callable
from types import ModuleType
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path, reverse
from wagtail.admin.views.generic import IndexView

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.config.collector import settle_collector
from cms.content.models import Intervention
from publishing.audit.models import AuditEvent
from publishing.releases.models import Release
from publishing.rounds.models import RoundItem
from tests.benchmarks.reading_rounds import cpu_of

# By the address of our list: the rows that stand in it, and as many columns as ours has.
LISTS: dict[str, tuple[type[Model], list[str]]] = {
    "jaarronde:index": (RoundItem, ["__str__", "kind", "assigned_to", "place", "base_digest"]),
    "toetsing:index": (Intervention, ["__str__", "owner", "live", "last_published_at"]),
    "logboek:index": (AuditEvent, ["__str__", "at", "action", "result"]),
    "uitgaven:index": (Release, ["__str__", "number", "reference_date", "digest"]),
}

_OFTEN = 10


class BareListing(IndexView):
    """Wagtail's listing with nothing added: no search, and no address to go on to."""

    search_url = None


def prepare_demo() -> None:
    """Make the demo: content of three years, two releases and a round that is half done."""
    call_command("migrate", verbosity=0)
    call_command("build_demo", stdout=io.StringIO())


def cost_of_lists() -> dict[str, Any]:
    """Return by list the CPU of a request for it, divided by that for Wagtail's own listing."""
    settle_collector()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=Role.PUBLISHER.value))
    found = {}
    for name, (model, columns) in LISTS.items():
        ours = _asking(client, reverse(name))
        rows = len(BeautifulSoup(ours(), "html.parser").select("main tbody tr"))
        with override_settings(ROOT_URLCONF=_with_bare_listing(model, columns, rows)):
            found[name] = _at_best(ours) / _at_best(_asking(client, "/kaal/"))
    return {"ratios": found}


def _at_best(work: Callable[[], Any]) -> float:
    """Return the CPU seconds of ``work`` when nothing stood in its way: a page takes too little to ask few times."""
    return min(cpu_of(work) for _ in range(_OFTEN))


def _asking(client: Client, address: str) -> Callable[[], bytes]:
    def ask() -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content

    return ask


def _with_bare_listing(model: type[Model], columns: list[str], rows: int) -> ModuleType:
    """Return our addresses and one more, at which Wagtail lists ``rows`` of ``model``."""
    bare: Any = ModuleType("bare")
    listing = BareListing.as_view(
        model=model,
        list_display=columns,
        paginate_by=rows,
        default_ordering="pk",
        template_name="wagtailadmin/generic/index.html",
    )
    bare.urlpatterns = [path("kaal/", listing), path("", include(settings.ROOT_URLCONF))]
    made: ModuleType = bare
    return made
