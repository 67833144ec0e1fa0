"""The editor's preview: what would be published of an item, drawn from the document that a freeze would make."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.items import document_of
from publishing.freezing.names import names_in
from publishing.freezing.shown import OWN_NAME, dead_ends, heading_of, shown_fields
from publishing.freezing.surroundings import read_context

STYLE = (Path(__file__).parent / "templates" / "freezing" / "preview.css").read_text(encoding="utf-8")
_STYLE_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# CSP level 3: nothing but this one style sheet, by its hash; no script, no picture, no request.
POLICY = (
    f"default-src 'none'; img-src data:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def render_preview(item: Any, request: HttpRequest) -> HttpResponse:
    """Return a page with the published form of ``item`` today, or with what is still missing from it."""
    today = timezone.localdate()
    context: dict[str, Any] = {"kind": item._meta.verbose_name, "heading": str(item), "day": today, "style": STYLE}
    if item.pk is None:
        item.standing_observations = []  # an intervention that is not saved yet has none to ask for
    try:
        document = document_of(item, reference_date=today)
    except SchemaViolationError as error:
        context["problem"] = error.problem
    else:
        context |= _of_document(
            document, names_in(document, read_context("default", reference_date=today, fixed_ids={}))
        )
        context["unsaved"] = item.pk is None
    response = HttpResponse(render_to_string("freezing/preview.html", context, request=request))
    response["Content-Security-Policy"] = POLICY
    return response


def _of_document(document: Document, names: dict[str, str]) -> dict[str, Any]:
    plain = msgspec.to_builtins(document)
    return {
        "heading": heading_of(document),
        "fields": shown_fields(document, names=names, leave_out=OWN_NAME),
        "dead_ends": list(dead_ends(document)),
        "json": json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True),
        "digest": digest(canonical_bytes(document)),
    }
