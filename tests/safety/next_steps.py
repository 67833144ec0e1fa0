"""What the screens in somebody's menu say to do next."""

import json
import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.safety.asking import put_back

# In the menu, and no list on which something is to be done.
NO_LIST = {
    "/admin/": "the start page is about nothing else",
    "/admin/handleiding/": "is read",
    "/admin/pages/search/": "is asked something",
    "/admin/reports/site-history/": "Wagtail's own, which only tells",
    "/admin/account/": "of the person",
    "/admin/logout/": "leads away",
}


def menu(client: Client) -> list[str]:
    """Return where the menu of ``client`` leads, as far as there is something to do."""
    found = re.search(
        r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', client.get("/admin/").content.decode(), re.DOTALL
    )
    assert found is not None
    addresses = set(re.findall(r'"(/admin/[^"?#]*)"', json.dumps(json.loads(found[1]))))
    return sorted(addresses - set(NO_LIST))


def page(client: Client, path: str) -> Any:
    """Return the screen at ``path``; what looking at it wrote is undone."""
    with put_back():
        return BeautifulSoup(client.get(path, follow=True).content, "html.parser")


def words(tag: Tag) -> str:
    """Return what a tag says, on one line."""
    return " ".join(tag.get_text(" ").split())


def without_next_step(client: Client) -> dict[str, list[str]]:
    """Return the lists in the menu that do not say in one place, in a sentence, what to do next."""
    told = {path: [words(one) for one in page(client, path).select(".next-step")] for path in menu(client)}
    return {path: steps for path, steps in told.items() if len(steps) != 1 or "." not in steps[0]}
