"""From an exception in a view to a problem document. The one function that REST framework calls."""

import logging
import sqlite3
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable

from publishing.api.library import library
from publishing.api.problems import ProblemError, problem_document
from publishing.api.unavailable import UnavailableError
from publishing.store.pack_reader import PackError

logger = logging.getLogger(__name__)


def problem_response(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Return the problem document for ``error``; None for an unforeseen one, which Django then logs and reports."""
    if isinstance(error, ProblemError):
        response = problem_document(error.status, error.detail, extra=error.extra)
        for name, value in error.headers.items():
            response[name] = value
        return response
    if isinstance(error, UnavailableError):
        return problem_document(503, str(error))
    if isinstance(error, (sqlite3.Error, PackError)):
        logger.error("A pack broke while it was in use: %s", error)
        library().forget_packs()  # each is verified anew before its next use
        return problem_document(503)
    if isinstance(error, MethodNotAllowed):
        response = problem_document(405)
        response["Allow"] = ", ".join(context["view"].allowed_methods)  # RFC 9110 15.5.6
        return response
    if isinstance(error, NotAcceptable):
        form = context["view"].media_type
        return problem_document(406, f"Dit adres antwoordt met {form}. Vraag daarom, of laat de header Accept weg.")
    if isinstance(error, (Http404, APIException, SuspiciousOperation)):
        return problem_document(_status(error))
    return None


def _status(error: Exception) -> int:
    if isinstance(error, APIException):
        return error.status_code
    return 404 if isinstance(error, Http404) else 400
