"""What vetting needs to know of releases. Who keeps them answers through Wagtail hooks: nothing here imports them.

``released_ids`` gives kind → uid → public id of all releases, ``last_freeze`` the moment of the last freeze or None,
``releases_with(kind, uid)`` the numbers of the published releases that hold an item, oldest first.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from wagtail import hooks

KIND = "interventie"


class NobodyKeepsReleasesError(Exception):
    """There is nobody to ask whether something was frozen."""


def released_id(uid: UUID) -> str:
    """Return the public id of the intervention ``uid``; empty when no release held it."""
    ask = _first("released_ids")
    ids: dict[str, dict[UUID, str]] = ask() if ask else {}
    return ids.get(KIND, {}).get(uid, "")


def releases_with(uid: UUID) -> list[str]:
    """Return the numbers of the published releases that hold the intervention ``uid``, oldest first."""
    ask = _first("releases_with")
    return list(ask(KIND, uid)) if ask else []


def last_freeze() -> datetime | None:
    """Return when content was last frozen, None when never; raise NobodyKeepsReleasesError when nobody can tell."""
    ask = _first("last_freeze")
    if ask is None:
        raise NobodyKeepsReleasesError
    moment: datetime | None = ask()
    return moment


def _first(hook: str) -> Callable[..., Any] | None:
    found: Callable[..., Any] | None = next(iter(hooks.get_hooks(hook)), None)
    return found
