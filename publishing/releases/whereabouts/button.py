"""The buttons *Waar staat dit live?* and *Wat veranderde er?* at every item, for who may see releases."""

from collections.abc import Iterator
from typing import Any

from wagtail.admin.widgets.button import Button

from publishing.freezing.kinds import BY_MODEL
from publishing.releases.screens.access import VIEW
from publishing.releases.whereabouts.screen import CHANGED, ICON, TITLE, address_of


def whereabouts_button(item: Any, user: Any, next_url: str | None = None, **_: Any) -> Iterator[Any]:
    """Yield the button, for lists and headers."""
    if address := _address(item, user):
        yield Button(TITLE, url=address, icon_name=ICON, priority=25)


def changed_button(item: Any, user: Any, next_url: str | None = None, **_: Any) -> Iterator[Any]:
    """Yield the button to what changed since the release, for headers: where that is about one item."""
    if address := _address(item, user):
        yield Button(CHANGED, url=f"{address}#veranderd", icon_name="history", priority=26)


def page_whereabouts_button(page: Any, user: Any, **_: Any) -> Iterator[Any]:
    """Yield both for the header of a page. Wagtail calls this one by names."""
    yield from whereabouts_button(page, user)
    yield from changed_button(page, user)


def _address(item: Any, user: Any) -> str:
    """Return where the screen of ``item`` is; empty for what nobody publishes, or for who may not see it."""
    kind = BY_MODEL.get(getattr(item, "specific_class", None) or type(item))
    if kind is None or not user.has_perm(VIEW):
        return ""
    return address_of(kind.name, item.specific if hasattr(item, "specific") else item)
