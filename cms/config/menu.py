"""The menu: one table that a person can read, in the order in which a year goes.

Every part of the project registers its own screens and says who sees them; this table alone says where each stands. The
start page is no entry: Wagtail puts it on top, behind the logo. An entry without parts is a screen itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


@dataclass(frozen=True)
class Entry:
    """A line of the menu: the name under which it is known, and the names of the screens below it, in order."""

    name: str
    label: str = ""
    icon: str = ""
    parts: tuple[str, ...] = ()


CONTENT = (
    "boom",
    "domeinen",
    "aanbevelingen",
    "interventies",
    "praktijkvoorbeelden",
    "teksten",
    "stappen",
    "keuzevragen",
    "begrippen",
    "verwijzingen",
    "samenvoegingen",
)
THE_YEAR = (
    Entry("jaarronde"),
    Entry("inhoud", "Inhoud", "folder-open-inverse", CONTENT),
    Entry("bronnen"),
    Entry("toetsing"),
    Entry("uitgaven", "Uitgaven", "tag", ("uitgaven", "correcties", "mededelingen")),
    Entry("exports", "Exports", "upload", ("doelen",)),
    Entry("afnemers"),
    Entry(
        "beheer",
        "Beheer",
        "cogs",
        ("users", "status", "techniek", "logboek", "links", "site-history"),
    ),
    Entry("handleiding"),
)


def in_order_of_the_year(request: HttpRequest, items: list[Any]) -> None:
    """Put what this person may see in the places of the table; what has no place yet comes last, so that it is found.

    Items are shared by all requests, so a submenu is made anew and no item is changed.
    """
    screens = {item.name: item for item in _screens(request, items)}
    wanted = [entry for entry in THE_YEAR if any(name in screens for name in entry.parts or (entry.name,))]
    placed = [_placed(entry, order, screens) for order, entry in enumerate(wanted)]
    known = {name for entry in THE_YEAR for name in entry.parts or (entry.name,)}
    others = [screen for name, screen in screens.items() if name not in known]
    items[:] = [*placed, *(_at(order, screen) for order, screen in enumerate(others, start=len(placed)))]


def _screens(request: HttpRequest, items: list[Any]) -> Iterator[MenuItem]:
    """Yield the screens, also those that stand in a submenu of Wagtail's or of a part."""
    for item in items:
        if isinstance(item, SubmenuMenuItem):
            yield from item.menu.menu_items_for_request(request)
        else:
            yield item


def _placed(entry: Entry, order: int, screens: dict[str, MenuItem]) -> MenuItem:
    if not entry.parts:
        return _at(order, screens[entry.name])
    parts = [_at(place, screens[name]) for place, name in enumerate(entry.parts) if name in screens]
    return SubmenuMenuItem(entry.label, Menu(items=parts), name=entry.name, icon_name=entry.icon, order=order)


def _at(order: int, screen: MenuItem) -> MenuItem:
    """Return a link to ``screen`` at ``order``; whether this person sees it was asked before."""
    return MenuItem(
        screen.label,
        screen.url,
        name=screen.name,
        classname=screen.classname,
        icon_name=screen.icon_name,
        attrs=screen.attrs,
        order=order,
    )
