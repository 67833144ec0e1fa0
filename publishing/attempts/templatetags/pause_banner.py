"""The pause switch, for the top of every screen."""

from typing import Any

from django import template

from publishing.attempts.models import PauseChange
from publishing.attempts.pausing import current_pause

register = template.Library()


@register.simple_tag(takes_context=True)
def pause_for_all(context: dict[str, Any]) -> PauseChange | None:
    """Return the pause that holds, for who may enter the workshop."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.has_perm("wagtailadmin.access_admin"):
        return None
    return current_pause()
