"""What every view of the public API shares: no sign-in, no database, strict queries, problems for errors."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from publishing.api.answer import CONTENT_TYPE, respond
from publishing.api.exceptions import problem_response
from publishing.api.negotiation import OneForm
from publishing.api.openapi.operation import Operation, OperationSchema
from publishing.api.opened import OpenedRelease, open_release
from publishing.api.query import Parameter, read_query
from publishing.api.views.finding import Found


class PublicView(APIView):
    """A resource that is read with GET or HEAD. ``values`` holds the query parameters that were sent."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    content_negotiation_class: type[BaseContentNegotiation] = OneForm
    schema: OperationSchema | None = OperationSchema()
    parameters: ClassVar[Sequence[Parameter]] = ()
    media_type = CONTENT_TYPE

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        # ATOMIC_REQUESTS would open the editors' database for each request.
        return non_atomic_requests(super().as_view(**initkwargs))

    def get_renderers(self) -> list[BaseRenderer]:
        renderer = JSONRenderer()  # never asked to render: a view answers with bytes
        renderer.media_type = self.media_type
        return [renderer]

    def operation(self) -> Operation:
        """Return this resource's description in openapi.json."""
        raise NotImplementedError

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {}

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], HttpResponse | None]:
        return problem_response

    def perform_authentication(self, request: Request) -> None:
        """Nobody signs in here."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        if request.method != "OPTIONS":
            super().initial(request, *args, **kwargs)
            self.values = read_query(request.query_params, self.parameters)

    def options(  # type: ignore[override]  # a plain answer: there is nothing to render
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})


class InReleaseView(PublicView):
    """A resource of a release, pinned by its number (``nummer``) or under ``actueel``."""

    current = False

    def get(self, request: Request, nummer: str | None = None, **names: str) -> HttpResponseBase:
        opened = open_release(nummer)
        self.headers["Content-Release"] = opened.release.number  # also on the problems that follow
        return respond(request._request, self.find(opened, **names).answer(opened))

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        """Return what is asked within ``opened``; raise ProblemError or UnavailableError."""
        raise NotImplementedError
