"""The kinds of content that a source can fill: which fields, and what identifies an item. Adding one is an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from cms.content.models import Definition, DomainPage, Reference, SelectionQuestion, Step, Text
from cms.sources.identity import name_key


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of content: ``fields`` are compared and written; ``key_field`` is set once, when an item is made."""

    name: str
    label: str
    model: type[Model]
    fields: tuple[str, ...]
    key_of: Callable[[Any], str]
    key_field: str = ""
    address_field: str = ""  # a second identity: an item whose name changed but whose address did not
    ordered: bool = False  # new items come last in an order that belongs to the editors


_TARGETS = (
    Target("text", "tekst", Text, ("title", "body"), lambda item: str(item.key), key_field="key"),
    Target("step", "stap", Step, ("title", "body"), lambda item: str(item.number), key_field="number"),
    Target("domain", "domein", DomainPage, ("title", "explanation"), lambda page: str(page.number), key_field="number"),
    Target(
        "selection_question",
        "keuzevraag",
        SelectionQuestion,
        ("question", "explanation"),
        lambda item: str(item.number),
        key_field="number",
    ),
    Target("definition", "begrip", Definition, ("term", "body"), lambda item: name_key(item.term), ordered=True),
    Target(
        "reference",
        "verwijzing",
        Reference,
        ("title", "url", "description"),
        lambda item: name_key(item.title),
        address_field="url",
        ordered=True,
    ),
)
TARGETS: dict[str, Target] = {target.name: target for target in _TARGETS}
