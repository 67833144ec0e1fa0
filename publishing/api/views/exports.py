"""The files that were made of a release: the list, and each of them as a download that can be resumed."""

import base64
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api.addresses import address_within
from publishing.api.answer import is_known
from publishing.api.caching import PINNED, from_catalogue
from publishing.api.codings import etag
from publishing.api.library import library
from publishing.api.negotiation import AnyForm
from publishing.api.openapi.operation import Operation, in_release, schema_named
from publishing.api.opened import OpenedRelease, open_release
from publishing.api.problems import NotFoundError, ProblemError, shown
from publishing.api.ranges import UnsatisfiableError, asked_range, pieces_of
from publishing.api.shapes import export_list
from publishing.api.views.base import InReleaseView
from publishing.api.views.finding import Found
from publishing.documents.canonical import canonical_bytes, digest
from publishing.store.catalogue import CatalogueExport


class ExportsView(InReleaseView):
    """What files there are. Read from the catalogue: what was erased by law takes them away."""

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        body = canonical_bytes(export_list(opened.release))
        return Found(path="exports", digest=digest(body), body=body, size=len(body), is_fixed=False)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="Exports",
            summary="De bestanden van een uitgave",
            description="Elk bestand is van de uitgave gemaakt en verandert niet meer. De vingerafdruk is de SHA-256 "
            "van zijn bytes.",
            schema=schema_named("Exports"),
        )


class ExportView(InReleaseView):
    """One file."""

    content_negotiation_class = AnyForm

    def get(self, request: Request, nummer: str | None = None, **names: str) -> HttpResponseBase:
        opened = open_release(nummer)
        self.headers["Content-Release"] = opened.release.number
        export = self._export(opened, names["bestand"])
        name, address = etag(export.sha256, ""), address_within(opened.release.number, f"exports/{export.kind}")
        fields = {
            "ETag": name,
            "Cache-Control": PINNED if opened.asked else from_catalogue(opened.catalogue, opened.now),
            "Link": ", ".join(_links(opened, export.kind)),
            "Accept-Ranges": "bytes",
            **({} if opened.asked else {"Content-Location": address}),
        }
        if is_known(request.headers.get("If-None-Match", ""), name):
            response: HttpResponseBase = HttpResponse(status=304)
            del response["Content-Type"]
        else:
            response = _file(request._request, export, name)
        for field, value in fields.items():
            response[field] = value
        return response

    def _export(self, opened: OpenedRelease, kind: str) -> CatalogueExport:
        found = next((one for one in opened.release.exports if one.kind == kind), None)
        if found is None:
            there = ", ".join(one.kind for one in opened.release.exports) or "geen"
            raise NotFoundError(f"Uitgave {opened.release.number} heeft geen export ‘{shown(kind)}’. Wel: {there}.")
        return found

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="Export",
            summary="Eén bestand van een uitgave",
            description="Het bestand zelf, met zijn naam in Content-Disposition. Wie een download hervat, vraagt met "
            "Range om de rest.",
            schema={"description": "De bytes van het bestand, in de vorm die Content-Type noemt."},
            media_type="*/*",
            is_in_parts=True,
        )


def _links(opened: OpenedRelease, kind: str) -> tuple[str, ...]:
    if opened.asked is None:
        return (opened.status(),)
    before = opened.predecessor.exports if opened.predecessor else []
    versions = opened.versions(f"exports/{kind}", predecessor=any(one.kind == kind for one in before))
    return (*versions, opened.status())


def _file(request: HttpRequest, export: CatalogueExport, name: str) -> HttpResponseBase:
    path = library().file(export)
    if_range = request.headers.get("If-Range")
    # RFC 9110 14.2: Range is defined for GET alone.
    is_part = request.method == "GET" and if_range in (None, name)
    header = request.headers.get("Range", "") if is_part else ""
    try:
        part = asked_range(header, export.size)
    except UnsatisfiableError as error:
        detail = f"Het bestand is {export.size} bytes lang; dit stuk ligt erachter."
        raise ProblemError(416, detail, headers={"Content-Range": f"bytes */{export.size}"}) from error
    whole = range(export.size)
    pieces: Any = () if request.method == "HEAD" else pieces_of(path, part or whole)
    response = StreamingHttpResponse(pieces, status=206 if part else 200, content_type=export.media_type)
    response["Content-Length"] = str(len(part or whole))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(export.filename)}"
    sha256 = base64.b64encode(bytes.fromhex(export.sha256)).decode("ascii")
    response["Repr-Digest"] = f"sha-256=:{sha256}:"
    if part:
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{export.size}"
    return response
