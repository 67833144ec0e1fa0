"""Every address in the content, as its editors last left it, with where it stands.

Kinds and fields are read from the models, so a new one is looked at from its first day. A kind costs one query, and one
more for each kind of row below it; of the content no more than a handful of rows is held at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urlsplit
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Case, F, JSONField, Q, When
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField

from cms.content.models import Intervention
from cms.content.models.item import Identified
from cms.vetting.models import Observation

_NEWER_DRAFT = Q(has_unpublished_changes=True, latest_revision__isnull=False)
_CHUNK = 200


@dataclass(frozen=True)
class Place:
    """Where an address stands: the item that an editor opens, and the field in it."""

    model: type[models.Model]
    pk: int
    uid: UUID
    title: str
    field: str


def places_in_content() -> Iterator[tuple[str, Place]]:
    """Yield each http address without its fragment, with a place where it stands; one may come more than once."""
    for kind in content_kinds():
        yield from _in_kind(kind)
    yield from _in_observations()


def content_kinds() -> list[Any]:
    """Return every kind of item that releases can hold."""
    return [model for model in apps.get_app_config("content").get_models() if issubclass(model, Identified)]


def _in_kind(kind: Any) -> Iterator[tuple[str, Place]]:
    title, children = _title_field(kind), _children_of(kind)
    drafts = Case(When(_NEWER_DRAFT, then=F("latest_revision__content")), default=None, output_field=JSONField())
    names = [field.name for field in _address_fields(kind)]
    rows = kind.objects.order_by("pk").values("pk", "uid", title, *names, draft=drafts)
    for row in rows.iterator(chunk_size=_CHUNK):
        shown = row["draft"] or row
        place = {"model": kind, "pk": row["pk"], "uid": row["uid"], "title": str(shown.get(title) or row[title])}
        yield from _in_fields(kind, shown, place)
        for relation, child in children.items():
            for part in (row["draft"] or {}).get(relation, []):
                yield from _in_fields(child, part, place)
    for child in children.values():
        yield from _in_rows_below(kind, child)


def _in_rows_below(kind: Any, child: Any) -> Iterator[tuple[str, Place]]:
    """Rows of the items without a newer draft: those of the others were read from the draft."""
    parent = next(field.name for field in child._meta.fields if field.related_model is kind)
    with_draft = kind.objects.filter(_NEWER_DRAFT).values("pk")
    title = f"{parent}__{_title_field(kind)}"
    names = [field.name for field in _address_fields(child)]
    rows = child.objects.exclude(**{f"{parent}__in": with_draft}).order_by("pk")
    for row in rows.values(parent, f"{parent}__uid", title, *names).iterator(chunk_size=_CHUNK):
        place = {"model": kind, "pk": row[parent], "uid": row[f"{parent}__uid"], "title": row[title]}
        yield from _in_fields(child, row, place)


def _in_observations() -> Iterator[tuple[str, Place]]:
    """The records in the registers, at the intervention that they are about."""
    rows = Observation.objects.standing().exclude(url="").exclude(intervention=None).order_by("pk")
    found = rows.values_list("url", "intervention", "intervention__uid", "intervention__name")
    for url, pk, uid, name in found.iterator(chunk_size=_CHUNK):
        if address := visitable(url):
            yield address, Place(Intervention, pk, uid, name, "waarneming: webadres in het register")


def _in_fields(model: Any, values: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    for field in _address_fields(model):
        value = values.get(field.name) or ""
        found = links_in(value) if isinstance(field, RichTextField) else [value]
        for address in filter(None, map(visitable, found)):
            yield address, Place(**place, field=_label(field))


def _label(field: Any) -> str:
    own = issubclass(field.model, Identified)
    return str(field.verbose_name) if own else f"{field.model._meta.verbose_name}: {field.verbose_name}"


def _address_fields(model: Any) -> list[Any]:
    """Return the fields that hold addresses; a reference's is no URLField (cms/content/models/reference.py)."""
    own = [field for field in model._meta.concrete_fields if field.model._meta.app_label == "content"]
    return [field for field in own if isinstance(field, RichTextField | models.URLField) or field.name == "url"]


def _children_of(kind: Any) -> dict[str, Any]:
    """Return the kinds of rows that are part of an item, by the name under which a draft holds them."""
    relations = get_all_child_relations(kind)
    ours = [one for one in relations if one.related_model._meta.app_label == "content"]
    return {one.get_accessor_name(): one.related_model for one in ours if _address_fields(one.related_model)}


def _title_field(kind: Any) -> str:
    return next(name for name in ("title", "name", "term", "question") if hasattr(kind, name))


def visitable(written: str) -> str:
    """Return the address without spaces around it and without fragment; empty when it is not of a page on the web."""
    try:
        address = urldefrag(_storable(written.strip())).url
        parts = urlsplit(address)
    except ValueError:
        return ""  # what is wrong with its writing is for the checks at the freeze
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def _storable(text: str) -> str:
    """Return ``text`` without what a database refuses: NUL, and halves of characters."""
    return text.replace("\0", "").encode(errors="replace").decode()


def links_in(html: str) -> list[str]:
    """Return the target of each link in ``html``. A link to a page of ours has none in Wagtail's stored form."""
    if "href" not in html:
        return []  # most texts hold no link, and parsing is what this costs
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.found


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
