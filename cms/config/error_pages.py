"""The page that says that something went wrong here, with the id of the request for who reports it."""

from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import get_template

from cms.logs.requests import current_request_id


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """Answer 500. Nothing is asked of the database, of which this may be the trouble."""
    page = get_template("500.html").render({"request_id": current_request_id()})
    return HttpResponseServerError(page)
