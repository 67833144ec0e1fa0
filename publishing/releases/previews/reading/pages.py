"""How a page for readers is made: without the session, the account or any other part of the workshop."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone

from publishing.api.unavailable import UnavailableError
from publishing.releases.previews.addresses import ENTRANCE
from publishing.releases.previews.api.door import CHALLENGE
from publishing.releases.previews.errors import DeniedError, PastError
from publishing.releases.previews.models import Reader
from publishing.releases.previews.opening import note_use, open_reader

logger = logging.getLogger(__name__)

COOKIE = "voorbeeld"
ReaderView = Callable[..., HttpResponse]
_AWAY = "De kandidaat kan nu niet worden gelezen. Probeer het later opnieuw."


def page(request: HttpRequest, name: str, values: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Return the page ``previews/<name>.html``."""
    shown = {**values, "entrance": ENTRANCE, "csrf_token": get_token(request)}
    return HttpResponse(render_to_string(f"previews/{name}.html", shown), status=status)


def closed(request: HttpRequest, status: int, message: str, **values: Any) -> HttpResponse:
    """Return a page with nothing on it but why."""
    response = page(request, "closed", {"message": message, **values}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = CHALLENGE  # RFC 9110 15.5.2
    return response


def failing_closed(view: ReaderView) -> ReaderView:
    """Return ``view`` with a page for each reason for which nothing is shown."""

    @non_atomic_requests
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DeniedError as error:
            response = closed(request, 401, str(error))
            forget(response)
            return response
        except PastError as error:
            return closed(request, 410, str(error), address=error.extra.get("adres", ""))
        except UnavailableError as error:
            return closed(request, 503, str(error))
        except DatabaseError as error:
            logger.error("A candidate cannot be shown: %s", error)
            return closed(request, 503, _AWAY)

    return shown


def for_readers(view: ReaderView) -> ReaderView:
    """Return ``view`` for who has the cookie; it gets the reader, whose link was looked at just now."""

    @failing_closed
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        reader = open_reader(cookie=request.COOKIES.get(COOKIE, ""), at=now)
        note_use(reader.access, at=now)
        return view(request, reader, *args, **kwargs)

    return shown


def remember(response: HttpResponse, reader: Reader, cookie: str) -> None:
    """Let the browser hold ``cookie`` for as long as the link is open, where no script and no other site reaches it."""
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=int((reader.access.ends_at - reader.since).total_seconds()),
        path=ENTRANCE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponse) -> None:
    """Let the browser throw its cookie away."""
    response.delete_cookie(COOKIE, path=ENTRANCE, samesite="Strict")
