"""What the rules find on an item as it stands in an editor, saved or not, and in which field of its form."""

from collections.abc import Iterator
from typing import Any

import msgspec
from wagtail.admin.panels import get_edit_handler

from publishing.checks.base import Finding
from publishing.checks.registry import findings_on
from publishing.documents.base import Document
from publishing.documents.registry import KINDS
from publishing.freezing.checking import surroundings_of
from publishing.freezing.context import FreezeContext
from publishing.freezing.errors import SchemaViolationError
from publishing.freezing.items import freeze_item
from publishing.freezing.kinds import BY_MODEL
from publishing.freezing.shown import label_of
from publishing.freezing.upcoming import upcoming_context

# A document holds a list where the form of its item has rows.
_ROWS = {
    "substantiation": "substantiations",
    "interventions": "intervention_links",
    "practice_examples": "practice_links",
}


def findings_of(item: Any, document: Document, context: FreezeContext) -> Iterator[Finding]:
    """Yield what the rules on one document find on that of ``item``."""
    for found in _findings_on(document, context):
        if item.pk is None and found.field == "domein":
            continue  # a new page gets its place in the tree when it is saved
        yield found


def find_in_form(item: Any) -> dict[str, Any]:
    """Return what to tell beside the fields of the form from which ``item`` was made. Nothing is written.

    ``{"ontbreekt": "…", "bevindingen": [{"veld", "rij", "label", "niveau", "tekst"}]}``: ``veld`` is the name of a
    field or of the rows of the form, empty for what is edited elsewhere; ``rij`` which of those rows in order, from
    zero, None for what is about none of them or about all. ``ontbreekt`` says what keeps it from being a document.
    """
    context = upcoming_context()
    try:
        document = freeze_item(item, BY_MODEL[type(item)], context).document
    except SchemaViolationError as error:
        return {"ontbreekt": error.problem, "bevindingen": []}
    told = [
        {
            "veld": form_field_of(type(document), found.field),
            "rij": row_of(document, found, context),
            "label": label_of(found.field),
            "niveau": found.level,
            "tekst": found.message,
        }
        for found in findings_of(item, document, context)
    ]
    return {"ontbreekt": "", "bevindingen": told}


def _findings_on(document: Document, context: FreezeContext) -> Iterator[Finding]:
    day = context.reference_date
    told = surroundings_of(context.ready, reference_date=day, day=day, left_out=context.left_out())
    return findings_on(document, told)


def row_of(document: Document, found: Finding, context: FreezeContext) -> int | None:
    """Return which entry of the list in a field is what ``found`` is about: the first that has it when it stands alone.

    What is found in an empty list too is about no entry, and what only several together have is about all.
    """
    own = _own_name(type(document), found.field)
    entries = getattr(document, own)
    if not isinstance(entries, list):
        return None

    def has_it(*some: Any) -> bool:
        return found in _findings_on(msgspec.structs.replace(document, **{own: list(some)}), context)

    return None if has_it() else next((place for place, entry in enumerate(entries) if has_it(entry)), None)


def form_field_of(shape: type[Document], published_name: str) -> str:
    """Return by which name the form of an item knows a published field, empty when the form does not have it."""
    own = _own_name(shape, published_name)
    name = _ROWS.get(own, own)
    return name if name in _form_names(shape) else ""


def _own_name(shape: type[Document], published_name: str) -> str:
    return next(one.name for one in msgspec.structs.fields(shape) if one.encode_name == published_name)


def _form_names(shape: type[Document]) -> set[str]:
    (model,) = (one for one, kind in BY_MODEL.items() if KINDS[kind.name].shape is shape)
    form = get_edit_handler(model).get_form_class()
    return {*form.base_fields, *getattr(form, "formsets", {})}
