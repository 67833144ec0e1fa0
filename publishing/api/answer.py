"""An answer: public bytes, the SHA-256 that names them, and the header fields that follow from both."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from publishing.api.unavailable import UnavailableError

CONTENT_TYPE = "application/json"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a view found. ``body`` is bytes, or pieces of ``size`` bytes together."""

    digest: str
    body: bytes | Iterator[bytes]
    size: int
    cache_control: str
    content_type: str = CONTENT_TYPE
    content_location: str = ""
    links: tuple[str, ...] = ()


def named_bytes(body: bytes, digest: str) -> bytes:
    """Return ``body``; raise UnavailableError when it does not hash to ``digest``: it would be kept for a year."""
    if hashlib.sha256(body).hexdigest() != digest:
        raise UnavailableError("Deze gegevens zijn beschadigd en worden niet uitgeleverd. Probeer het later opnieuw.")
    return body


def link(address: str, relation: str) -> str:
    """Return one value of the Link header (RFC 8288 3)."""
    return f'<{address}>; rel="{relation}"'


def is_known(request: HttpRequest, digest: str) -> bool:
    """Say whether ``If-None-Match`` names these bytes; weak comparison (RFC 9110 13.1.2)."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return known == ["*"] or any(etag.removeprefix("W/") == f'"{digest}"' for etag in known)


def respond(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """Return ``answer`` as 200, or as 304 to a client that has it; to HEAD without the bytes."""
    if is_known(request, answer.digest):
        response: HttpResponseBase = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = _ok(request, answer)
    response["ETag"] = f'"{answer.digest}"'
    response["Cache-Control"] = answer.cache_control
    response["Vary"] = "Accept-Encoding"
    if answer.content_location:
        response["Content-Location"] = answer.content_location
    if answer.links:
        response["Link"] = ", ".join(answer.links)
    return response


def _ok(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=answer.content_type)
    elif isinstance(answer.body, bytes):
        response = HttpResponse(answer.body, content_type=answer.content_type)
    else:
        response = StreamingHttpResponse(answer.body, content_type=answer.content_type)
    response["Content-Length"] = str(answer.size)
    # RFC 9530 3: of the whole representation, also in the answer to HEAD.
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(answer.digest)).decode('ascii')}:"
    return response
