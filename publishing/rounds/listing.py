"""One page of the worklist, with all that stands around it: what a screen needs, and nothing that it has to ask."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from publishing.rounds.current import BY_NAME
from publishing.rounds.filters import (
    ALL,
    FACETS,
    FOR_EDITORS,
    FOR_ME,
    FOR_REVIEWERS,
    FREE,
    MINE,
    NEW_OR_CHANGED,
    NO_DOMAIN,
    NOBODY,
    Filters,
    values_of,
)
from publishing.rounds.group_titles import OUTSIDE_TITLE
from publishing.rounds.list_rows import ListRow, domain_titles, list_row
from publishing.rounds.models import Round
from publishing.rounds.progress import Progress
from publishing.rounds.readiness import open_points
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Row, Worklist, read_worklist

PER_PAGE = 25
_GROUPS = {  # of states
    FOR_REVIEWERS: "alles om te beoordelen",
    NEW_OR_CHANGED: "nieuw of gewijzigd",
    FOR_EDITORS: "alles om aan te passen",
}


@dataclass(frozen=True)
class Choice:
    """A value of a facet, with how many rows it would find beside the other filters."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class DomainProgress:
    """How far a domain is; ``value`` is what to filter on."""

    value: str
    title: str
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """One page. ``filters`` are those that were applied: a value that no row can have is left out.

    ``found`` is how many rows the filters find, ``total`` how many the round holds, ``open_points`` what still keeps
    it from being closed, ``unlisted`` what is ready and not in the round yet.
    """

    filters: Filters
    rows: tuple[ListRow, ...]
    page: int
    pages: int
    found: int
    total: int
    progress: Progress
    domains: tuple[DomainProgress, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    open_points: int
    unlisted: int


@dataclass(frozen=True)
class _Valued:
    """A row with its values in each facet."""

    row: Row
    values: Mapping[str, set[str]]

    def misses(self, filters: Filters) -> list[str]:
        return [facet for facet in FACETS if filters.chosen(facet) not in self.values[facet]]


def list_page(round: Round, filters: Filters, *, page: int) -> ListPage:
    """Return page ``page``, counted from one, of the rows that fit ``filters``; the nearest when there is no such page.

    What is open comes first, by risk. The number of queries does not grow with the round.
    """
    is_closed = round.closed_at is not None
    worklist = read_worklist(round, with_findings=not is_closed)
    titles = domain_titles(worklist)
    rows = [_Valued(row, values_of(row, viewer=filters.viewer, is_closed=is_closed)) for row in worklist.rows]
    labels = _labels(rows, titles, is_closed=is_closed)
    known = filters.without(*(facet for facet in FACETS if filters.chosen(facet) not in labels[facet]))
    searched = [one for one in rows if known.finds(one.row.title)]
    found = [one.row for one in searched if not one.misses(known)]
    pages = max(1, -(-len(found) // PER_PAGE))
    shown = min(max(page, 1), pages)
    here = found[(shown - 1) * PER_PAGE : shown * PER_PAGE]
    return ListPage(
        filters=known,
        rows=tuple(list_row(row, titles, viewer=known.viewer) for row in here),
        page=shown,
        pages=pages,
        found=len(found),
        total=len(rows),
        progress=worklist.progress(),
        domains=tuple(_domain_progress(worklist, titles)),
        choices=_choices(searched, known, labels),
        open_points=0 if is_closed else len(open_points(worklist)),
        unlisted=len(worklist.unlisted),
    )


def _domain_progress(worklist: Worklist, titles: Mapping[UUID, str]) -> Iterable[DomainProgress]:
    found = worklist.progress_by_domain()
    yield from (DomainProgress(str(uid), title, found[uid]) for uid, title in titles.items())
    if titles and None in found:
        yield DomainProgress(NO_DOMAIN, OUTSIDE_TITLE, found[None])


def _labels(rows: list[_Valued], titles: Mapping[UUID, str], *, is_closed: bool) -> dict[str, dict[str, str]]:
    """Return the values that may be chosen in each facet, in order, with what they are called."""
    held = {facet: {value for one in rows for value in one.values[facet]} for facet in FACETS}
    people = {
        str(one.row.item.assigned_to_id): str(one.row.item.assigned_to) for one in rows if one.row.item.assigned_to
    }
    kinds = {"": "alle soorten", **{kind: kind for kind in BY_NAME}}
    states = {"": "alles"} if is_closed else {"": "open werk", ALL: "alles"}
    states |= {value: label for value, label in _GROUPS.items() if value in held["state"]}
    return {
        "domain": {"": "alle domeinen", **{str(uid): title for uid, title in titles.items()}}
        | ({NO_DOMAIN: "buiten de domeinen"} if NO_DOMAIN in held["domain"] else {}),
        "kind": {value: label for value, label in kinds.items() if not value or value in held["kind"]},
        "person": {"": "iedereen", MINE: "toegewezen aan mij", NOBODY: "aan niemand toegewezen"}
        | ({FOR_ME: "kan ik beoordelen"} if FOR_ME in held["person"] else {})
        | ({FREE: "vrij om te beoordelen"} if FREE in held["person"] else {})
        | dict(sorted(people.items(), key=lambda one: one[1].casefold())),
        "state": states | {state.value: state.label for state in ItemState if state.value in held["state"]},
    }


def _choices(
    rows: list[_Valued], filters: Filters, labels: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Choice, ...]]:
    """Return every choice with how many of ``rows`` it would find, the other facets being as they are."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for one in rows:
        misses = one.misses(filters)
        for facet in FACETS:
            if misses in ([], [facet]):
                counts[facet].update(one.values[facet])
    return {
        facet: tuple(
            Choice(value, label, counts[facet][value], value == filters.chosen(facet))
            for value, label in labels[facet].items()
        )
        for facet in FACETS
    }
