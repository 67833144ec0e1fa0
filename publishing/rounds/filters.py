"""Which rows of the worklist a person wants to see, as values that stand in the address of the page.

Each facet is a choice among values; a row has a set of values in each, and fits when it has the chosen one. So the
same sets say which rows are shown and how many stand beside every choice. The empty value is the one to begin with:
every domain, kind and person, and of the states the open work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from publishing.rounds.states import TO_MEND, TO_READ, TO_REVIEW, ItemState
from publishing.rounds.worklist import Row

ALL, NO_DOMAIN = "alles", "geen"
FOR_REVIEWERS, FOR_EDITORS, NEW_OR_CHANGED = "te-beoordelen", "aan-te-passen", "nieuw-of-gewijzigd"
MINE, NOBODY, FOR_ME, FREE = "mij", "niemand", "te-beoordelen", "vrij"
FACETS = ("domain", "kind", "person", "state")
_PARAMETERS = {"domain": "domein", "kind": "soort", "person": "wie", "state": "stand", "words": "q"}
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What was chosen. ``viewer`` is the key of who looks, whom "mij" stands for."""

    viewer: int
    domain: str = ""
    kind: str = ""
    person: str = ""
    state: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str], *, viewer: int) -> Self:
        """Return the filters in ``query``, the parameters of an address; what is not there is not filtered on."""
        told = {name: query.get(parameter, "").strip()[:_LONGEST] for name, parameter in _PARAMETERS.items()}
        return cls(viewer=viewer, **told)

    def chosen(self, facet: str) -> str:
        """Return the value of ``facet``."""
        return str(getattr(self, facet))

    def without(self, *facets: str) -> Self:
        """Return the same with the first value of ``facets``."""
        first: dict[str, Any] = dict.fromkeys(facets, "")
        return replace(self, **first)

    def parameters(self) -> dict[str, str]:
        """Return what stands in the address: only what was chosen."""
        return {parameter: value for name, parameter in _PARAMETERS.items() if (value := str(getattr(self, name)))}

    def finds(self, title: str) -> bool:
        """Whether the words that were searched for stand in ``title``."""
        return self.words.casefold() in title.casefold()

    def fit(self, row: Row, *, is_closed: bool) -> bool:
        """Whether ``row`` is among what is shown."""
        values = values_of(row, viewer=self.viewer, is_closed=is_closed)
        return self.finds(row.title) and all(self.chosen(facet) in values[facet] for facet in FACETS)


def values_of(row: Row, *, viewer: int, is_closed: bool) -> dict[str, set[str]]:
    """Return the values that ``row`` has in each facet. Of a closed round there is no open work: all is shown.

    What was given to a reviewer is left to them: another may review it, but it is not free.
    """
    person = row.item.assigned_to_id
    for_me = row.state in TO_REVIEW and any(one.pk == viewer for one in row.may_review)
    return {
        "domain": {"", *(map(str, row.domains) if row.domains else [NO_DOMAIN])},
        "kind": {"", row.item.kind},
        "person": {
            "",
            NOBODY if person is None else str(person),
            *([MINE] if person == viewer else []),
            *([FOR_ME] if for_me else []),
            *([FREE] if for_me and not row.assignee_may_review else []),
        },
        "state": {
            ALL,
            row.state.value,
            *([""] if is_closed or is_open(row) else []),
            *([FOR_REVIEWERS] if row.state in TO_REVIEW else []),
            *([FOR_EDITORS] if row.state in TO_MEND else []),
            *([NEW_OR_CHANGED] if row.state in TO_READ else []),
        },
    }


def is_open(row: Row) -> bool:
    """Whether somebody has to do something: also about what was let go and still stands ready."""
    return not row.is_settled or (row.state is ItemState.RETIRED and row.current is not None)
