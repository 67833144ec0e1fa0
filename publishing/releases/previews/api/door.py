"""The door of the API over a candidate: a bearer token (RFC 6750) opens the very views of the public API.

What they answer is what they will answer once the candidate is published. Only header fields differ.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from publishing.api.addresses import CURRENT, release_address
from publishing.api.library import reading_from
from publishing.api.problems import problem_document, shown
from publishing.api.unavailable import UnavailableError
from publishing.api.version import API_VERSION, BASE_PATH
from publishing.releases.previews.addresses import API
from publishing.releases.previews.candidate import candidate_shelf
from publishing.releases.previews.errors import DeniedError, PastError
from publishing.releases.previews.models import Access
from publishing.releases.previews.opening import note_use, open_access

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
CHALLENGE = 'Bearer realm="voorbeeld"'
_ALLOWED = "GET, HEAD, OPTIONS"


def behind_the_door(view: View) -> View:
    """Return ``view``, a view of the public API, over the candidate that the bearer token of the request opens."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _answer(view, request, args, kwargs)
        except DeniedError as error:
            response = _denied(request, error)
        except PastError as error:
            response = problem_document(410, str(error), extra=error.extra)
        except UnavailableError as error:
            response = problem_document(503, str(error))
        except DatabaseError as error:
            logger.error("A candidate cannot be shown: %s", error)
            response = problem_document(503, "De kandidaat kan nu niet worden gelezen. Probeer het later opnieuw.")
        response["API-Version"] = API_VERSION
        return response

    return opened


def _answer(view: View, request: HttpRequest, args: Any, kwargs: dict[str, Any]) -> HttpResponseBase:
    now = timezone.now()
    access = open_access(token=_bearer(request), kind=Access.Kind.KEY, at=now)
    note_use(access, at=now)
    number = access.release.number
    if kwargs.get("nummer", number) != number:
        said = f"Deze sleutel opent de kandidaat van {number}, niet uitgave ‘{shown(kwargs['nummer'])}’."
        return problem_document(404, said)
    _forget_conditions(request)
    with candidate_shelf(access.release) as shelf, reading_from(shelf):
        return _leading_here(view(request, *args, **kwargs), number)


def _forget_conditions(request: HttpRequest) -> None:
    """Let nothing be said to be the same as before (RFC 9110 13.1): what is shown has no validators."""
    request.META.pop("HTTP_IF_NONE_MATCH", None)
    vars(request).pop("headers", None)  # made of META when somebody first asked for it


def nothing_there(request: HttpRequest) -> HttpResponse:
    """Answer an address that is none, to who has a key."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        response = problem_document(405)
        response["Allow"] = _ALLOWED
        return response
    said = f"Op dit adres staat niets. Een kandidaat staat onder {API}/actueel en {API}/uitgaven/ met zijn nummer."
    return problem_document(404, said)


def _bearer(request: HttpRequest) -> str:
    """Return the token of ``Authorization: Bearer <token>``; empty for anything else, wherever it stands."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _denied(request: HttpRequest, error: DeniedError) -> HttpResponse:
    response = problem_document(401, str(error))
    # RFC 6750 3: who sent nothing gets no error code.
    sent = "Authorization" in request.headers
    response["WWW-Authenticate"] = f'{CHALLENGE}, error="invalid_token"' if sent else CHALLENGE
    return response


def _leading_here(response: HttpResponseBase, number: str) -> HttpResponseBase:
    """Let the addresses within the candidate that stand in header fields lead to where it is shown now."""
    for field in ("Link", "Content-Location"):
        if field in response:
            value = response[field]
            for address in (release_address(number), CURRENT):
                value = value.replace(address, API + address.removeprefix(BASE_PATH))
            response[field] = value
    return response
