"""Wagtail's index of who refers to whom, brought up to date after an import."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import ReferenceIndex


def rebuild_references(items: Iterable[Any]) -> None:
    """Index each item once, instead of once per save.

    Wagtail indexes the row and not the draft, so each item is read again.
    """
    for item in items:
        ReferenceIndex.create_or_update_for_object(type(item)._default_manager.get(pk=item.pk))
