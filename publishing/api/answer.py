"""An answer: public bytes, the SHA-256 that names them, and the header fields that follow from both."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from publishing.api.codings import LARGEST, coding_for, encoded, etag
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


def is_known(if_none_match: str, etag: str) -> bool:
    """Say whether ``If-None-Match`` names ``etag``; weak comparison (RFC 9110 13.1.2)."""
    known = parse_etags(if_none_match)
    return known == ["*"] or any(one.removeprefix("W/") == etag for one in known)


def respond(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """Return ``answer`` as 200, or as 304 to a client that has it; to HEAD without the bytes."""
    coding = coding_for(request.headers.get("Accept-Encoding", ""), answer.size)
    name = etag(answer.digest, coding)
    if is_known(request.headers.get("If-None-Match", ""), name):
        response: HttpResponseBase = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = _ok(request, answer, coding)
    response["ETag"] = name
    response["Cache-Control"] = answer.cache_control
    response["Vary"] = "Accept-Encoding"
    if answer.content_location:
        response["Content-Location"] = answer.content_location
    if answer.links:
        response["Link"] = ", ".join(answer.links)
    return response


def _ok(request: HttpRequest, answer: Answer, coding: str) -> HttpResponseBase:
    body, sha256, size = answer.body, answer.digest, answer.size
    if not isinstance(body, bytes) and size <= LARGEST:
        body = b"".join(body)
    if coding and isinstance(body, bytes):
        body = encoded(body, coding)
        sha256, size = hashlib.sha256(body).hexdigest(), len(body)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=answer.content_type)
    elif isinstance(body, bytes):
        response = HttpResponse(body, content_type=answer.content_type)
    else:
        response = StreamingHttpResponse(body, content_type=answer.content_type)
    if coding:
        response["Content-Encoding"] = coding
    response["Content-Length"] = str(size)
    # RFC 9530 3: of the whole representation in its coding, also in the answer to HEAD.
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode('ascii')}:"
    return response
