"""System checks: no migration may leave a released table without its triggers, and two roles approve."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from cms.accounts.roles import Role
from publishing.releases.immutability import GUARD


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name every trigger that is missing from a database that has our tables."""
    return GUARD.errors(databases, number="releases.E001", meaning="released rows could be changed")


def check_approvers(**kwargs: Any) -> list[CheckMessage]:
    """Refuse anything but two roles that there are."""
    roles = settings.RELEASE_APPROVERS
    if len(roles) == 2 and set(roles) <= set(Role.values):
        return []
    return [
        Error(
            f"RELEASE_APPROVERS is {','.join(roles)!r}, and must name two roles.",
            hint=f"Two of {', '.join(Role.values)}; the same one twice where that is wanted.",
            id="releases.E002",
        )
    ]
