"""The documentation page."""

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api import clock
from publishing.api.answer import Answer, respond
from publishing.api.caching import from_catalogue
from publishing.api.documentation.page import content_security_policy, page_bytes
from publishing.api.library import library
from publishing.api.openapi.operation import Operation
from publishing.api.views.base import PublicView
from publishing.documents.canonical import digest


class DocumentationView(PublicView):
    """What a builder needs to know, on one page."""

    media_type = "text/html"

    def get(self, request: Request) -> HttpResponseBase:
        catalogue = library().catalogue()
        if catalogue.current is not None:
            self.headers["Content-Release"] = catalogue.current
        body = page_bytes(catalogue)
        answer = Answer(
            digest=digest(body),
            body=body,
            size=len(body),
            cache_control=from_catalogue(catalogue, clock.now()),
            content_type=f"{self.media_type}; charset=utf-8",
        )
        self.headers["Content-Security-Policy"] = content_security_policy()
        return respond(request._request, answer)

    def operation(self) -> Operation:
        return Operation(
            id="leesDocumentatie",
            summary="Uitleg voor mensen",
            description="Eén pagina met voorbeelden die werken.",
            tag="Beschrijving",
            schema={"type": "string"},
            headers=("Content-Release",),
            media_type=self.media_type,
        )
