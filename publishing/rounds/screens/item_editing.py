"""Who has an item open in an editor at this moment, as Wagtail's editing sessions know it."""

from datetime import datetime
from typing import Any

from wagtail.admin.models import EditingSession


def editing_now(source: Any, *, viewer: Any, at: datetime) -> list[str]:
    """Return the names of the others who have ``source``, a page or snippet, open; None is open nowhere.

    Who was not heard of for ten minutes does not count. One query.
    """
    if source is None:
        return []
    sessions = EditingSession.objects.filter(
        content_type=source.get_base_content_type(),  # of a page, that of every page
        object_id=str(source.pk),
        last_seen_at__gte=at - EditingSession.IDLE_TIMEOUT,
        user__is_active=True,
    )
    others = sessions.exclude(user=viewer).select_related("user")
    return sorted({str(session.user) for session in others})
