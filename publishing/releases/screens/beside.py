"""Panels on the page of a release of who cannot be imported here, such as exporters; each registers its own."""

from collections.abc import Iterator
from typing import Any, Protocol

from cms.accounts.models import User
from publishing.releases.models import Release


class Panel(Protocol):
    """A section of the page. ``template`` gets what ``shown`` returns as ``panel``; ``anchor`` is its heading's id."""

    anchor: str
    title: str
    template: str

    def shown(self, release: Release, viewer: User) -> Any | None:
        """Return what the template shows to ``viewer``, None when there is nothing to show."""

    def reasons(self, release: Release) -> Iterator[str]:
        """Yield, in Dutch, what this part knows that keeps a candidate from going out."""


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel, under those that are there. Called once, when its app starts."""
    _panels[panel.anchor] = panel


def panels_beside(release: Release, viewer: User) -> list[tuple[Panel, Any]]:
    """Return each panel that has something to show, with what it shows."""
    told = ((one, one.shown(release, viewer)) for one in _panels.values())
    return [(one, shown) for one, shown in told if shown is not None]


def reasons_beside(release: Release) -> list[str]:
    """Return what the panels know that keeps the candidate ``release`` from going out."""
    return [reason for one in _panels.values() for reason in one.reasons(release)]
