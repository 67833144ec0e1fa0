"""Content of every kind, found by the words of its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cms.content.models import (
    Definition,
    DomainPage,
    Intervention,
    PracticeExample,
    RecommendationPage,
    Reference,
    SelectionQuestion,
    Step,
    Text,
)
from cms.wording.labels import fold

# By kind, in the order of the menu: the field with what a person calls an item.
NAME_FIELDS: dict[Any, str] = {
    DomainPage: "draft_title",
    RecommendationPage: "draft_title",
    Intervention: "name",
    PracticeExample: "title",
    Text: "title",
    Step: "title",
    SelectionQuestion: "question",
    Definition: "term",
    Reference: "title",
}


@dataclass(frozen=True)
class Named:
    """One item that was found: its kind, its key and what it is called."""

    model: Any
    pk: int
    name: str


def find_named(words: str, rows: Mapping[Any, Any]) -> list[Named]:
    """Return what has all ``words`` in its name, in any order: what begins with them first, then by kind and name.

    ``rows`` are the rows to look in, by kind. Capitals and accents do not count, and a word may stand within a longer
    one: *druk* finds *prestatiedruk*. A public id is made of a name, and so finds it. One query per kind.
    """
    asked = _plain(words)
    if not asked:
        return []
    found = (
        (not name.startswith(asked), place, name, Named(model, pk, title))
        for place, model in enumerate(rows)
        for pk, title in rows[model].order_by("pk").values_list("pk", NAME_FIELDS[model])
        if _holds(name := _plain(title), asked.split())
    )
    return [named for *_, named in sorted(found, key=lambda one: (*one[:3], one[3].pk))]


def _plain(text: str) -> str:
    return " ".join(filter(None, map(fold, text.replace("-", " ").split())))


def _holds(name: str, words: Iterable[str]) -> bool:
    return all(word in name for word in words)
