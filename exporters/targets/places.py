"""The place of a target, below the roots that the settings name."""

from django.conf import settings

from exporters.targets.base import Place
from exporters.targets.models import Target
from exporters.targets.registry import place_at


def place_of(target: Target) -> Place:
    """Return where ``target`` lies; raise TargetError when that is no longer allowed."""
    return place_at(target.address, roots=settings.TARGET_ROOTS)
