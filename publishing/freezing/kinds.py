"""How each kind of content is read and in which order it goes out. Adding a kind is a line here and a builder."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from cms.content import models as content
from cms.content.choices import TextKey
from cms.vetting.models import Observation
from publishing.documents.base import Document
from publishing.freezing.builders import fixed
from publishing.freezing.builders.domain import domain
from publishing.freezing.builders.intervention import intervention
from publishing.freezing.builders.practice_example import practice_example
from publishing.freezing.builders.recommendation import recommendation
from publishing.freezing.context import FreezeContext


def parts_of_kind(kind: str, alias: str) -> tuple[Prefetch, ...]:
    """Return the children that a document needs. modelcluster looks on the default connection unless told otherwise."""
    links = _with_uid(content.InterventionLink.objects.using(alias), "intervention")
    examples = _with_uid(content.PracticeLink.objects.using(alias), "practice_example")
    standing = Observation.objects.using(alias).standing().order_by("pk")
    by_kind = {
        "aanbeveling": (
            Prefetch("substantiations", content.Substantiation.objects.using(alias)),
            Prefetch("intervention_links", links),
            Prefetch("practice_links", examples),
        ),
        "interventie": (Prefetch("observations", standing, to_attr="standing_observations"),),
    }
    return by_kind.get(kind, ())


def _with_uid(links: Any, target: str) -> Any:
    """Return ``links`` with of what they link to only its uid: all that a document says of it."""
    own = (field.name for field in links.model._meta.concrete_fields)
    return links.select_related(target).only(*own, f"{target}__uid")


@dataclass(frozen=True)
class ContentKind:
    """A kind of content: its ``soort``, model, the field that names it, its builder, and its place in the order."""

    name: str
    model: type[Any]
    title_field: str
    build: Callable[[Any, FreezeContext], Document]
    order: Callable[[Any, FreezeContext], tuple[int | str, ...]]

    def rows(self, alias: str) -> QuerySet[Any]:
        """Return the ready items with all that their documents need; read it with ``iterator``."""
        return self.model.objects.using(alias).ready().order_by("pk").prefetch_related(*parts_of_kind(self.name, alias))


def _by_id(item: Any, context: FreezeContext) -> tuple[int | str, ...]:
    return ()


def _by_number(item: Any, context: FreezeContext) -> tuple[int | str, ...]:
    return (item.number,)


def _by_sort_order(item: Any, context: FreezeContext) -> tuple[int | str, ...]:
    return (item.sort_order or 0,)


def _by_reading_place(item: content.Text, context: FreezeContext) -> tuple[int | str, ...]:
    return (TextKey.values.index(item.key),)


def _by_domain_and_tree(item: content.RecommendationPage, context: FreezeContext) -> tuple[int | str, ...]:
    number, _ = context.domains_by_path.get(item.path[:-4], (0, None))
    return (number, item.path)


# Within a kind: by what the function gives, then by public id.
CONTENT_KINDS: tuple[ContentKind, ...] = (
    ContentKind("tekst", content.Text, "key", fixed.text, _by_reading_place),
    ContentKind("stap", content.Step, "title", fixed.step, _by_number),
    ContentKind("domein", content.DomainPage, "title", domain, _by_number),
    ContentKind("aanbeveling", content.RecommendationPage, "title", recommendation, _by_domain_and_tree),
    ContentKind("interventie", content.Intervention, "name", intervention, _by_id),
    ContentKind("praktijkvoorbeeld", content.PracticeExample, "title", practice_example, _by_id),
    ContentKind("keuzevraag", content.SelectionQuestion, "question", fixed.selection_question, _by_number),
    ContentKind("begrip", content.Definition, "term", fixed.definition, _by_sort_order),
    ContentKind("verwijzing", content.Reference, "title", fixed.reference, _by_sort_order),
)
BY_MODEL: dict[type[Any], ContentKind] = {kind.model: kind for kind in CONTENT_KINDS}
