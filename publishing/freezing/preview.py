"""The editor's preview: what would be published of an item, drawn from the document that a freeze would make."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from publishing.documents.naming import name_of
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.found import findings_of
from publishing.freezing.items import FrozenDocument, freeze_item
from publishing.freezing.kinds import BY_MODEL
from publishing.freezing.names import names_in
from publishing.freezing.shown import OWN_NAME, label_of, shown_fields
from publishing.freezing.upcoming import upcoming_context

STYLE = (Path(__file__).parent / "templates" / "freezing" / "preview.css").read_text(encoding="utf-8")
_STYLE_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# CSP level 3: nothing but this one style sheet, by its hash; no script, no picture, no request.
POLICY = (
    f"default-src 'none'; img-src data:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def render_preview(item: Any, request: HttpRequest) -> HttpResponse:
    """Return a page with what ``item`` would be in the next release and its findings, or with what is still missing."""
    context = upcoming_context()
    shown: dict[str, Any] = {"kind": item._meta.verbose_name, "heading": str(item), "style": STYLE}
    shown["day"] = context.reference_date
    try:
        frozen = freeze_item(item, BY_MODEL[type(item)], context)
    except SchemaViolationError as error:
        shown["problem"] = error.problem
    else:
        shown |= _of_document(frozen, context)
        shown["findings"] = [(label_of(one.field), one) for one in findings_of(item, frozen.document, context)]
        shown["unsaved"] = item.pk is None
    response = HttpResponse(render_to_string("freezing/preview.html", shown, request=request))
    response["Content-Security-Policy"] = POLICY
    return response


def _of_document(frozen: FrozenDocument, context: FreezeContext) -> dict[str, Any]:
    document = frozen.document
    plain = msgspec.to_builtins(document)
    return {
        "heading": name_of(plain),
        "fields": shown_fields(document, names=names_in(document, context), leave_out=OWN_NAME),
        "json": json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True),
        "digest": frozen.digest,
    }
