"""What the workshop holds of each kind: the latest draft, read from its JSON, for making objects of all takes a minute.

The number of queries does not grow with the number of items.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.content.models import DomainPage
from cms.sources.existing import base_of
from cms.sources.reading import Value
from cms.sources.workbook.columns import LINK_SHEETS, RECOMMENDATIONS, ItemSheet, LinkSheet

_STEP = 4  # letters of a place in the tree (treebeard's steplen)
_RELATIONS = ("substantiations", *(sheet.relation for sheet in LINK_SHEETS))


@dataclass(frozen=True, slots=True)
class Held:
    """An item as its latest draft has it; ``stored`` by field, ``parts`` its rows by relation."""

    sheet: ItemSheet
    pk: int
    uid: str
    stored: Mapping[str, Any]
    parts: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.stored[self.sheet.called])

    @property
    def base(self) -> str:
        """The hash of all that a workbook can change of it."""
        return base_of({column.field: column.form.value(self.stored[column.field]) for column in self.sheet.columns})


@dataclass(frozen=True, slots=True)
class HeldLink:
    """A link of a recommendation; ``place`` counts from 1 among the links of the same two."""

    sheet: LinkSheet
    uid: str
    ends: tuple[Held, Held]
    place: int
    stored: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What tells it apart, whatever its primary key and its own identity become."""
        return link_key(self.ends[0].uid, self.ends[1].uid, self.place)

    @property
    def base(self) -> str:
        """The hash of all that a workbook can change of it."""
        values: dict[str, Value] = {
            column.field: column.form.value(self.stored[column.field]) for column in self.sheet.columns
        }
        return base_of({**values, "key": self.key})


def link_key(left: str, right: str, place: int = 1) -> str:
    """Return the key of the link between two items, by their identities."""
    return f"{left}/{right}" if place == 1 else f"{left}/{right}#{place}"


def ends_of(key: str) -> tuple[str, str]:
    """Return the identities in the key of a link."""
    left, _, right = key.partition("#")[0].partition("/")
    return left, right


def held_items(sheet: ItemSheet, *, uid: uuid.UUID | None = None) -> Iterator[Held]:
    """Return the items of ``sheet`` in reading order, or only the one with ``uid``."""
    found = sheet.model._default_manager.all() if uid is None else sheet.model._default_manager.filter(uid=uid)
    if sheet is RECOMMENDATIONS:
        yield from _recommendations(found)
        return
    fields = [column.field for column in sheet.columns]
    for row in found.values("pk", "uid", "latest_revision__content", *fields).iterator():
        draft = {**row, **(row["latest_revision__content"] or {})}
        yield Held(sheet, row["pk"], str(row["uid"]), {name: draft[name] for name in fields})


def held_links(sheet: LinkSheet, recommendations: Iterable[Held], others: Iterable[Held]) -> Iterator[HeldLink]:
    """Return the links of ``recommendations``; one to an item that is gone is left out, and is a finding elsewhere."""
    by_pk = {held.pk: held for held in others}
    for recommendation in recommendations:
        places: defaultdict[str, int] = defaultdict(int)
        for part in recommendation.parts[sheet.relation]:
            if other := by_pk.get(part[sheet.key]):
                places[other.uid] += 1
                stored = {column.field: part[column.field] for column in sheet.columns}
                yield HeldLink(sheet, str(part["uid"]), (recommendation, other), places[other.uid], stored)


def _recommendations(found: Any) -> Iterator[Held]:
    """In the order of their domains, then as the editors placed them."""
    numbers = dict(DomainPage.objects.values_list("path", "number"))
    fields = [column.field for column in RECOMMENDATIONS.columns if column.field not in {"domain", "substantiations"}]
    rows = list(found.values("pk", "uid", "path", "latest_revision__content", *fields))
    live = _live_parts([row["pk"] for row in rows if not row["latest_revision__content"]])
    rows.sort(key=lambda row: (numbers.get(row["path"][:-_STEP], 0), row["path"]))
    for row in rows:
        content = row["latest_revision__content"]
        draft = {**row, **(content or {})}
        parts = {name: _in_order((content or {}).get(name, live[name, row["pk"]])) for name in _RELATIONS}
        stored = {name: draft[name] for name in fields}
        stored["domain"] = numbers.get(row["path"][:-_STEP])
        stored["substantiations"] = parts["substantiations"]
        yield Held(RECOMMENDATIONS, row["pk"], str(row["uid"]), stored, parts)


def _live_parts(pages: list[int]) -> defaultdict[tuple[str, int], list[dict[str, Any]]]:
    """Return the rows of the pages that never had a draft, by relation and page."""
    found: defaultdict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for name in _RELATIONS if pages else ():
        model: Any = RECOMMENDATIONS.model._meta.get_field(name).related_model
        for part in model.objects.filter(recommendation__latest_revision__isnull=True, **_only(pages)).values():
            row = {key.removesuffix("_id"): value for key, value in part.items()}
            found[name, row["recommendation"]].append(row)
    return found


def _only(pages: list[int]) -> dict[str, int]:
    """Return what keeps a query to one page; many pages are asked for by what they share, not by their numbers."""
    return {"recommendation": pages[0]} if len(pages) == 1 else {}


def _in_order(parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(parts, key=lambda part: (part["sort_order"] is None, part["sort_order"] or 0))
