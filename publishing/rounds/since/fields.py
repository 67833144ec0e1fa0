"""Which fields a version of an item has otherwise than the version before it, in the words of its editor."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin

from cms.content.models import Intervention, PracticeExample, RecommendationPage

Content = Mapping[str, Any]  # a version as Wagtail keeps it
Names = Mapping[tuple[str, int], str]  # what a row links to, by the name of its field and its key

_BOOKKEEPING = frozenset(
    {
        *("uid", "sort_order", "merged_into"),
        *(
            field.name
            for mixin in (DraftStateMixin, RevisionMixin, LockableMixin)
            for field in mixin._meta.local_fields
        ),
    }
)
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')  # the text editor puts these in, and nobody reads them
_LONGEST = 60  # characters of a source that name it


class _Rows(NamedTuple):
    """Rows of a recommendation: what one is called, what several are, which field says which, and what else it says."""

    relation: str
    one: str
    many: str
    naming: str
    other: str


_ROWS = (
    _Rows("substantiations", "bron", "bronnen", "text", "webadres van de bron"),
    _Rows("intervention_links", "interventie", "interventies", "intervention", "toelichting bij"),
    _Rows("practice_links", "praktijkvoorbeeld", "praktijkvoorbeelden", "practice_example", "praktijkvoorbeeld"),
)
_ROW_KEYS = frozenset({"pk", "uid", "sort_order", "recommendation"})


def changed_fields(model: type[Any], old: Content, new: Content, names: Names) -> list[str]:
    """Return what ``new`` has otherwise than ``old``: its own fields in their order, and then its rows."""
    own = [label for name, label in _labels(model).items() if _read(old.get(name)) != _read(new.get(name))]
    rows = [] if model is not RecommendationPage else [told for kind in _ROWS for told in _rows(kind, old, new, names)]
    return [*own, *rows]


def linked_names(model: type[Any], versions: Sequence[Content]) -> dict[tuple[str, int], str]:
    """Return the names of all that any of ``versions`` links to. Two queries for recommendations, none for others."""
    if model is not RecommendationPage or not versions:
        return {}
    names: dict[tuple[str, int], str] = {}
    for relation, field, rows, title in (
        ("intervention_links", "intervention", Intervention.every, "name"),
        ("practice_links", "practice_example", PracticeExample.objects, "title"),
    ):
        keys = {row.get(field) for version in versions for row in version.get(relation, ())} - {None}
        found: Any = rows.filter(pk__in=keys).values_list("pk", title)
        names |= {(field, key): str(name) for key, name in found}
    return names


def _labels(model: type[Any]) -> dict[str, str]:
    title = {"title": "titel"} if issubclass(model, Page) else {}
    own = {
        field.name: str(field.verbose_name)
        for field in model._meta.local_fields
        if not field.primary_key and field.name not in _BOOKKEEPING
    }
    return {**title, **own}


def _rows(kind: _Rows, old: Content, new: Content, names: Names) -> Iterator[str]:
    before, after = ({row.get("uid"): row for row in version.get(kind.relation, ())} for version in (old, new))
    stayed = [uid for uid in after if uid in before]
    for uid, row in after.items():
        name = _name(kind, row, names)
        was = before.get(uid)
        if was is None:
            yield f"{kind.one} '{name}' erbij"
        elif was.get(kind.naming) != row.get(kind.naming):
            yield f"{kind.one} '{_name(kind, was, names)}' werd '{name}'"
        elif _said(was) != _said(row):
            yield f"{kind.other} '{name}'"
    for uid, row in before.items():
        if uid not in after:
            yield f"{kind.one} '{_name(kind, row, names)}' eraf"
    if stayed != [uid for uid in before if uid in after]:
        yield f"volgorde van de {kind.many}"


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(value) for name, value in row.items() if name not in _ROW_KEYS}


def _read(value: Any) -> Any:
    """Return ``value`` as far as a reader sees it."""
    return _BLOCK_KEY.sub("", value) if isinstance(value, str) else value


def _name(kind: _Rows, row: Mapping[str, Any], names: Names) -> str:
    value = row.get(kind.naming)
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST].rstrip()}…"
    return names.get((kind.naming, value or 0), "verwijderd")
