"""Which changes a person wants to see, as values that stand in the address of the page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from publishing.documents.registry import KINDS
from publishing.releases.changes import Change, Comparison
from publishing.releases.comparing.sentences import SORT_WORDS, STEP_WORDS
from publishing.rounds.listing import Choice

FACETS = {"domein": "domain", "soort": "kind", "wijziging": "sort"}  # by name in the address: the field
SORTS = {
    **{word: word for word in SORT_WORDS.values()},
    "omhoog": STEP_WORDS["up"],
    "omlaag": STEP_WORDS["down"],
}
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What was chosen; empty is everything."""

    domain: str = ""
    kind: str = ""
    sort: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Return the filters in ``query``, the parameters of an address."""
        names = {**FACETS, "q": "words"}
        told: dict[str, Any] = {name: query.get(asked, "").strip()[:_LONGEST] for asked, name in names.items()}
        return cls(**told)

    def parameters(self) -> dict[str, str]:
        """Return what stands in the address: only what was chosen."""
        names = {**FACETS, "q": "words"}
        return {asked: value for asked, name in names.items() if (value := str(getattr(self, name)))}

    def misses(self, values: Mapping[str, set[str]]) -> list[str]:
        """Return the facets in which ``values`` do not hold what was chosen."""
        return [name for name in FACETS.values() if getattr(self, name) not in values[name]]

    def finds(self, change: Change) -> bool:
        """Whether the words that were searched for stand in what the change names."""
        words = self.words.casefold()
        return not words or any(words in text.casefold() for text in (change.title, change.id, change.reason))


def values_of(change: Change) -> dict[str, set[str]]:
    """Return the values that ``change`` has in each facet; the empty one is everybody's."""
    sorts = {"", SORT_WORDS[change.change], *([SORT_WORDS["moved"]] if change.is_moved else [])}
    if change.change == "changed":
        steps = {"up": "omhoog", "down": "omlaag"}
        sorts |= {steps[one.what] for one in change.levels if one.what in steps}
    return {"domain": {"", change.domain_id}, "kind": {"", change.kind}, "sort": sorts}


def choices(comparison: Comparison, searched: Iterable[Change], filters: Filters) -> dict[str, tuple[Choice, ...]]:
    """Return every choice with how many it would find, the other facets being as they are."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS.values()}
    for change in searched:
        values = values_of(change)
        misses = filters.misses(values)
        for name in FACETS.values():
            if misses in ([], [name]):
                counts[name].update(values[name])
    return {
        name: tuple(
            Choice(value, label, counts[name][value], value == getattr(filters, name)) for value, label in known.items()
        )
        for name, known in _labels(comparison).items()
    }


def _labels(comparison: Comparison) -> dict[str, dict[str, str]]:
    held = {change.kind for change in comparison.changes}
    return {
        "domain": {"": "alle domeinen", **{one.id: one.title for one in comparison.domains}},
        "kind": {"": "alle soorten", **{kind: kind for kind in KINDS if kind in held}},
        "sort": {"": "alle wijzigingen", **SORTS},
    }
