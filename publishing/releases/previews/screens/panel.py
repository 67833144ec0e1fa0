"""The section *Voorbeeld* on the page of a candidate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.accounts.models import User
from publishing.releases.models import Release
from publishing.releases.previews.models import Access
from publishing.releases.screens.beside import Panel
from publishing.releases.standing import Standing, standing_of

VIEW, ADD, REVOKE = (f"previews.{action}_access" for action in ("view", "add", "revoke"))


@dataclass(frozen=True)
class ListedAccess:
    """An access, and whether it opens the candidate now."""

    access: Access
    is_open: bool


class AccessPanel(Panel):
    """Who may look at the candidate, until when, and how often they did; the way to let somebody look."""

    anchor = "voorbeeld-kop"
    title = "Voorbeeld"
    template = "previews/panel.html"

    def shown(self, release: Release, viewer: User) -> Any | None:
        if not viewer.has_perm(VIEW):
            return None
        is_candidate = standing_of(release) is Standing.CANDIDATE
        now = timezone.now()
        rows = [ListedAccess(one, is_candidate and one.is_open(now)) for one in release.accesses.listed()]
        if not rows and not is_candidate:
            return None
        return {
            "rows": rows,
            "is_candidate": is_candidate,
            "may_give": is_candidate and viewer.has_perm(ADD),
            "may_revoke": viewer.has_perm(REVOKE),
        }

    def reasons(self, release: Release) -> Iterator[str]:
        yield from ()
