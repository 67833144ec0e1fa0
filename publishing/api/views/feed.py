"""The feed of releases and notices."""

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api import clock
from publishing.api.answer import Answer, respond
from publishing.api.caching import from_catalogue
from publishing.api.feed import atom_feed
from publishing.api.library import library
from publishing.api.openapi.operation import Operation
from publishing.api.views.base import PublicView
from publishing.documents.canonical import digest


class FeedView(PublicView):
    """Releases and notices, for who wants to be told by a feed reader."""

    media_type = "application/atom+xml"

    def get(self, request: Request) -> HttpResponseBase:
        catalogue, now = library().catalogue(), clock.now()
        if catalogue.current is not None:
            self.headers["Content-Release"] = catalogue.current
        body = atom_feed(catalogue, now)
        answer = Answer(
            digest=digest(body),
            body=body,
            size=len(body),
            cache_control=from_catalogue(catalogue, now),
            content_type=self.media_type,
        )
        return respond(request._request, answer)

    def operation(self) -> Operation:
        return Operation(
            id="leesFeed",
            summary="Uitgaven en mededelingen als feed",
            description="Een Atom-feed: elke uitgave en elke mededeling die nu geldt, de nieuwste eerst.",
            tag="Uitgaven",
            schema={"type": "string"},
            headers=("Content-Release",),
            media_type=self.media_type,
        )
