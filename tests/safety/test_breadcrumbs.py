"""Every screen of ours says where it stands: its breadcrumbs lead up to the menu, and open for who sees them."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from cms.accounts.roles import Role
from cms.accounts.screens import GuardedScreen
from tests.answers import let_go
from tests.safety.asking import put_back
from tests.safety.crawl import Crawl
from tests.safety.world import SUPERUSER, World

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def _trail(client: Client, path: str) -> list[dict[str, str]]:
    """Return the breadcrumbs of the screen at ``path``; none where it leads elsewhere or refuses."""
    with put_back():
        answer: Any = client.get(path)
        let_go(answer)  # a file that is downloaded
    context = getattr(answer, "context_data", None) or {}
    return list(context.get("breadcrumbs_items", ())) if answer.status_code == 200 else []


def _opens(client: Client, path: str) -> bool:
    """Whether ``client`` sees the screen at ``path``; who may not come in is sent to the start page."""
    with put_back():
        answer: Any = client.get(path, follow=True)
    return answer.status_code == 200 and (path == HOME or answer.request["PATH_INFO"] != HOME)


def _ours(crawl: Crawl) -> list[str]:
    views = {address.path: resolve(address.path).func for address in crawl.one_of_each_kind if HOME in address.path}
    kinds = {path: getattr(view, "view_class", None) for path, view in views.items()}
    return [path for path, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, GuardedScreen)]


def _menu(client: Client) -> set[str]:
    found = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', client.get(HOME).content.decode(), re.DOTALL)
    assert found is not None
    return set(re.findall(r'"url": "(/admin/[^"]+)"', json.dumps(json.loads(found[1]))))


@pytest.mark.parametrize("who", [SUPERUSER, *Role])
def test_the_breadcrumbs_lead_from_the_menu_to_the_screen_and_each_opens(crawl: Crawl, who: str) -> None:
    client = crawl.browser(who)
    menu = _menu(client)
    trails = {path: trail for path in _ours(crawl) if (trail := _trail(client, path))}
    doors = {crumb["url"] for trail in trails.values() for crumb in trail if crumb["url"]}
    opens = {str(door): _opens(client, str(door).partition("#")[0]) for door in doors}

    wrong = {
        path: [str(crumb["url"]) for crumb in trail]
        for path, trail in trails.items()
        if trail[-1]["url"]
        or not all(crumb["label"] for crumb in trail)
        or not all(opens[str(crumb["url"])] for crumb in trail[:-1])
        or str(trail[0]["url"]) != HOME
        or (len(trail) > 2 and str(trail[1]["url"]).partition("?")[0] not in menu | _beside_the_menu(crawl.world))
    }

    assert wrong == {}
    assert len(trails) > 5


def _beside_the_menu(world: World) -> set[str]:
    """What leads to *Waar staat dit live?*: the item, wherever its reader reads or writes it."""
    names = world.definition.snippet_viewset.get_url_name
    return {reverse(names(name), args=[world.definition.pk]) for name in ("edit", "inspect")}


def _labels(client: Client, address: str) -> list[str]:
    return [str(crumb["label"]) for crumb in _trail(client, address)][1:]


def test_the_year_hangs_together_from_the_item_to_the_release(crawl: Crawl, world: World) -> None:
    client = crawl.browser(SUPERUSER)
    item, candidate, closed = world.things["item"], world.things["candidate"], world.closed
    release = reverse("uitgaven:show", args=[candidate.digest])

    assert _labels(client, reverse("rondeitem:show", args=[item.pk])) == ["Jaarronde", str(item.title)]
    assert _labels(client, reverse("jaarronde:closed", args=[closed.year])) == ["Jaarronde", str(closed)]
    assert _labels(client, release) == ["Uitgaven", f"Uitgave {candidate.number}"]
    assert _labels(client, reverse("voorbeelden:give", args=[candidate.digest])) == [
        "Uitgaven",
        f"Uitgave {candidate.number}",
        "Voorbeeld laten zien",
    ]


def test_an_item_of_a_closed_round_leads_back_to_the_list_of_that_round(crawl: Crawl, world: World) -> None:
    item = world.closed.items.first()
    assert item is not None
    trail = _trail(crawl.browser(SUPERUSER), reverse("rondeitem:show", args=[item.pk]))

    assert [str(crumb["url"]) for crumb in trail[1:-1]] == [
        reverse("jaarronde:index"),
        reverse("jaarronde:closed", args=[world.closed.year]),
    ]


def test_a_number_leads_to_the_release_that_has_it_and_an_unknown_one_is_not_found(crawl: Crawl, world: World) -> None:
    client = crawl.browser(Role.READER)
    with put_back():
        known = client.get(reverse("uitgaven:numbered", args=["2025.1"]))
        unknown = client.get(reverse("uitgaven:numbered", args=["1999.9"]))

    assert known.status_code == 302
    assert known["Location"].startswith(reverse("uitgaven:index"))
    assert unknown.status_code == 404
