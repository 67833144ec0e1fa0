"""The check report (controle): all that stands between a round and its release, by domain and item."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from publishing.acceptances.services import open_findings
from publishing.rounds.current import BY_NAME, Address, CurrentItem
from publishing.rounds.group_titles import OUTSIDE_TITLE, SEVERAL_TITLE
from publishing.rounds.list_rows import domain_titles
from publishing.rounds.models import Round
from publishing.rounds.readiness import blocks, open_points
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Worklist, read_worklist

_KINDS = list(BY_NAME)


@dataclass(frozen=True)
class Line:
    """An item with what is to be said about it; ``key`` is that of the item of the round, None when it is not in."""

    kind: str
    title: str
    key: int | None
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The lines of one domain, by kind."""

    title: str
    lines: tuple[Line, ...]

    @property
    def points(self) -> int:
        """How many points it holds."""
        return sum(len(line.messages) for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Report:
    """The open points, of which ``blocking`` are findings, and the warnings that nobody accepted, of how many."""

    groups: tuple[Group, ...]
    blocking: int
    warnings: tuple[Line, ...]
    warned: int
    accepted: int

    @property
    def points(self) -> int:
        """How many points are open."""
        return sum(group.points for group in self.groups)

    @property
    def open_warnings(self) -> int:
        """How many warnings nobody accepted."""
        return self.warned - self.accepted


@dataclass(frozen=True)
class _Place:
    """Where an item stands in the round."""

    key: int | None
    title: str
    domains: frozenset[UUID]
    order: int


def read_report(round: Round) -> Report:
    """Return the report on an open ``round``, computed now. The number of queries does not grow with the round."""
    worklist = read_worklist(round, with_findings=True)
    places = dict(_places(worklist))
    found = [(current, one) for current in _going_out(worklist) for one in current.findings]
    warned = [(current, one) for current, one in found if one.level == "warning"]
    waiting = set(open_findings([one for _, one in warned], round_year=round.year))
    open_warnings = [(current, one) for current, one in warned if one in waiting]
    return Report(
        groups=_groups(worklist, places),
        blocking=sum(blocks(one) for _, one in found),
        warnings=_lines([(current.address, one.message) for current, one in open_warnings], places),
        warned=len(warned),
        accepted=len(warned) - len(open_warnings),
    )


def _places(worklist: Worklist) -> Iterator[tuple[Address, _Place]]:
    for order, row in enumerate(worklist.rows):
        yield row.item.address, _Place(row.item.pk, row.title, row.domains, order)
    for order, current in enumerate(worklist.unlisted, start=len(worklist.rows)):
        yield current.address, _Place(None, current.title, current.domains, order)


def _going_out(worklist: Worklist) -> Iterator[CurrentItem]:
    """Yield what would be in the release if it were made now."""
    yield from (row.current for row in worklist.rows if row.current and row.state is not ItemState.EXCLUDED)
    yield from worklist.unlisted


def _lines(told: Iterable[tuple[Address, str]], places: Mapping[Address, _Place]) -> tuple[Line, ...]:
    """Return a line per item with every message about it, by kind, then in the order of the worklist."""
    messages: defaultdict[Address, list[str]] = defaultdict(list)
    for address, message in told:
        messages[address].append(message)
    in_order = sorted(messages, key=lambda address: (_KINDS.index(address[0]), places[address].order))
    return tuple(
        Line(address[0], places[address].title, places[address].key, tuple(messages[address])) for address in in_order
    )


def _groups(worklist: Worklist, places: Mapping[Address, _Place]) -> tuple[Group, ...]:
    titles = domain_titles(worklist)
    told: dict[str, list[tuple[Address, str]]] = {
        title: [] for title in (*titles.values(), SEVERAL_TITLE, OUTSIDE_TITLE)
    }
    for point in open_points(worklist):
        address = (point.kind, point.uid)
        told[_group_of(places[address].domains, titles)].append((address, point.message))
    return tuple(Group(title, _lines(points, places)) for title, points in told.items() if points)


def _group_of(domains: frozenset[UUID], titles: Mapping[UUID, str]) -> str:
    """Return under which heading an item stands: once, also when several domains use it."""
    if len(domains) > 1:
        return SEVERAL_TITLE
    return next((titles[uid] for uid in domains if uid in titles), OUTSIDE_TITLE)
