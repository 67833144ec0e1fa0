"""openapi.json."""

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api.answer import Answer, respond
from publishing.api.caching import FROM_CATALOGUE
from publishing.api.openapi.document import openapi_bytes
from publishing.api.openapi.operation import Operation
from publishing.api.views.base import PublicView
from publishing.documents.canonical import digest


class DescriptionView(PublicView):
    """The description of this API, open to everyone (ADR 2.2 /core/publish-openapi)."""

    def get(self, request: Request) -> HttpResponseBase:
        body = openapi_bytes()
        answer = Answer(digest=digest(body), body=body, size=len(body), cache_control=FROM_CATALOGUE)
        return respond(request._request, answer)

    def operation(self) -> Operation:
        return Operation(
            id="leesBeschrijving",
            summary="De beschrijving van deze API",
            description="Dit document, volgens OpenAPI 3.1.",
            tag="Beschrijving",
            schema={"type": "object", "required": ["openapi", "info", "paths"]},
        )
