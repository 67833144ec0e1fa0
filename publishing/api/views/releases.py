"""The list of releases, one release, and what holds it together: its manifest and its bundle."""

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api import clock
from publishing.api.answer import Answer, named_bytes, respond
from publishing.api.caching import from_catalogue
from publishing.api.library import library
from publishing.api.notices import holding
from publishing.api.openapi.operation import Operation, in_release, schema_named
from publishing.api.opened import OpenedRelease
from publishing.api.shapes import release_detail, release_list
from publishing.api.unavailable import UnavailableError
from publishing.api.views.base import InReleaseView, PublicView
from publishing.api.views.finding import Found
from publishing.documents.canonical import canonical_bytes, digest


class ReleaseListView(PublicView):
    """Every release, newest first."""

    def get(self, request: Request) -> HttpResponseBase:
        catalogue, now = library().catalogue(), clock.now()
        if catalogue.current is not None:
            self.headers["Content-Release"] = catalogue.current
        body = canonical_bytes(release_list(catalogue, holding(catalogue, now)))
        keep = from_catalogue(catalogue, now)
        return respond(request._request, Answer(digest=digest(body), body=body, size=len(body), cache_control=keep))

    def operation(self) -> Operation:
        return Operation(
            id="leesUitgaven",
            summary="Alle uitgaven, de nieuwste eerst",
            description="Een uitgave is een gedateerde versie van de hele Wegwijzer. Wat eronder staat, verandert "
            "nooit meer. `actueel` zegt welke uitgave nu geldt.",
            tag="Uitgaven",
            schema=schema_named("Uitgaven"),
            headers=("Content-Release",),
        )


class ReleaseView(InReleaseView):
    """A release: dates, digest, counts and addresses. Read from the catalogue, so it may change."""

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        body = canonical_bytes(release_detail(opened.catalogue, opened.release, opened.notices))
        return Found(path="", digest=digest(body), body=body, size=len(body), is_fixed=False)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="",
            summary="De actuele uitgave" if self.current else "Een uitgave",
            description="De ijkdatum, de vingerafdruk, de aantallen en de adressen van de uitgave. De adressen zijn "
            "vast: wie ze volgt, blijft binnen deze uitgave.",
            schema=schema_named("Uitgave"),
        )


class ManifestView(InReleaseView):
    """The manifest. Its SHA-256 is the release."""

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        manifest = opened.pack.representation("inhoudslijst")
        if manifest is None:
            raise UnavailableError("De inhoudslijst kan nu niet worden gelezen. Probeer het later opnieuw.")
        body = named_bytes(manifest.body, opened.release.digest)
        return Found(path="manifest", digest=opened.release.digest, body=body, size=len(body))

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="Manifest",
            summary="De inhoudslijst van de uitgave",
            description="Elk item met zijn vingerafdruk, in de volgorde van de uitgave, en wat vervallen is. De "
            "SHA-256 van deze bytes is de vingerafdruk van de uitgave.",
            schema=schema_named("Inhoudslijst"),
        )


class BundleView(InReleaseView):
    """Everything in one file, sent in pieces."""

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        bundle = opened.pack.measure("bundel")
        if bundle is None:
            raise UnavailableError("De bundel kan nu niet worden gelezen. Probeer het later opnieuw.")
        return Found(path="bundel", digest=bundle.digest, body=opened.pack.stream("bundel"), size=bundle.size)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="Bundel",
            summary="De hele uitgave in één bestand",
            description="De inhoudslijst en alle items, elk met precies de bytes waarvan de inhoudslijst de "
            "vingerafdruk noemt.",
            schema=schema_named("Bundel"),
        )
