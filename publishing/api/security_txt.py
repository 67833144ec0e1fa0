"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a weakness."""

from datetime import datetime

from django.conf import settings
from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from publishing.api import clock

PATH = ".well-known/security.txt"
_MONTHS = 6


@non_atomic_requests
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return the contact address of the API. It expires on the first of a month, half a year on."""
    contact = settings.SPECTACULAR_SETTINGS["CONTACT"]
    lines = [
        f"Contact: mailto:{contact['email']}",
        f"Contact: {contact['url']}",
        f"Expires: {_expiry(clock.now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    body = "\n".join(lines) + "\n"
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(body, content_type="text/plain; charset=utf-8", headers=headers)


def _expiry(now: datetime) -> datetime:
    months = now.year * 12 + now.month - 1 + _MONTHS
    return now.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
