"""System check: two roles approve."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from cms.accounts.roles import Role


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
