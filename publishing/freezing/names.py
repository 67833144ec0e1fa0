"""What the public ids in a document are called, for people who read it in the workshop."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from publishing.documents.base import UNKNOWN_ID, Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.freezing.context import FreezeContext
from publishing.freezing.kinds import CONTENT_KINDS


def names_in(document: Document, context: FreezeContext) -> dict[str, str]:
    """Return the titles of the items that ``document`` refers to, by public id."""
    if not isinstance(document, Recommendation):
        return {}
    return {
        **_titles("domein", [document.domain], context),
        **_titles("interventie", [link.intervention for link in document.interventions], context),
        **_titles("praktijkvoorbeeld", document.practice_examples, context),
    }


def titles_by_id(wanted: Iterable[tuple[str, str]], context: FreezeContext) -> dict[tuple[str, str], str]:
    """Return what the items at ``wanted`` (kind and public id) are called in the workshop, as far as it has them."""
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for kind, public_id in wanted:
        by_kind[kind].append(public_id)
    return {
        (kind, public_id): title
        for kind, ids in by_kind.items()
        for public_id, title in _titles(kind, ids, context).items()
    }


def _titles(kind_name: str, wanted: Iterable[str], context: FreezeContext) -> dict[str, Any]:
    kind = next(kind for kind in CONTENT_KINDS if kind.name == kind_name)
    uids = {public_id: uid for uid, public_id in context.ids[kind_name].items()}
    found = {uids[public_id]: public_id for public_id in wanted if public_id != UNKNOWN_ID and public_id in uids}
    rows = kind.model.objects.filter(uid__in=found).values_list("uid", kind.title_field)
    return {found[uid]: title for uid, title in rows}
