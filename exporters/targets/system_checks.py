"""System check: roots below which no target can lie are said when a process starts, not when somebody delivers."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from exporters.targets.roots import overlap, problem_of


def check_roots(**_kwargs: Any) -> list[CheckMessage]:
    """Report each of TARGET_ROOTS that is no place for targets."""
    found: list[CheckMessage] = []
    for root in settings.TARGET_ROOTS:
        if problem := problem_of(root):
            found.append(Error(f"TARGET_ROOTS: {root.partition('://')[0]}://… {problem}", id="targets.E001"))
        elif overlap(root, settings.RELEASE_STORE_URL):
            found.append(Error(f"TARGET_ROOTS: {root} and RELEASE_STORE_URL lie within each other.", id="targets.E002"))
    return found
