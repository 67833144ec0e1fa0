"""The rows of the sheets with links on them become rows of a plan. An end of a link is told by mark or by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import process

from cms.sources.identity import name_key
from cms.sources.plan import Candidate, Change, Row, RowClass
from cms.sources.workbook.columns import MARK, RECOMMENDATIONS, ItemSheet, LinkSheet
from cms.sources.workbook.comparing import Compared
from cms.sources.workbook.held import HeldLink, link_key
from cms.sources.workbook.items import Planned
from cms.sources.workbook.row import SheetRow, uid_of
from cms.sources.workbook.workshop import Workshop

_MOST_CANDIDATES = 10
_NEAR = 75  # of 100


@dataclass(slots=True)
class _End:
    """What one end of a link may be, by identity and name; and what is wrong with it."""

    options: dict[str, str]
    problems: list[str]


class LinkPlanner:
    """Plans the rows of one sheet of links."""

    def __init__(self, sheet: LinkSheet, workshop: Workshop, planned: Planned, *, source: str) -> None:
        self._sheet = sheet
        self._workshop = workshop
        self._planned = planned
        self._source = source
        self._held = {link.key: link for link in workshop.links(sheet)}
        self._places: Counter[str] = Counter()  # how often the file named each two so far

    def rows(self, rows: Sequence[SheetRow]) -> Iterable[Row]:
        """Return a row of the plan for each row of the sheet."""
        ends = [(self._end(RECOMMENDATIONS, row), self._end(self._sheet.other, row)) for row in rows]
        by_pair: defaultdict[str, list[SheetRow]] = defaultdict(list)
        for row, (left, right) in zip(rows, ends, strict=True):
            if len(left.options) == len(right.options) == 1:
                by_pair[link_key(next(iter(left.options)), next(iter(right.options)))].append(row)
        for row, (left, right) in zip(rows, ends, strict=True):
            if left.problems or right.problems:
                yield self._made(row, RowClass.ERROR, problems=[*left.problems, *right.problems])
            elif len(left.options) * len(right.options) > 1:
                yield self._which(row, left, right)
            else:
                yield self._known(row, left, right, by_pair)

    def disappeared(self) -> Iterable[Row]:
        """Return a question for each link that the sheet does not hold; ask after ``rows``."""
        for key, link in self._held.items():
            if link.place > self._places[link_key(link.ends[0].uid, link.ends[1].uid)]:
                title = _title(*(end.name for end in link.ends))
                item = link.ends[0].uid
                yield Row(self._sheet.target, key, RowClass.DISAPPEARED, item=item, base=link.base, title=title)

    def _end(self, item: ItemSheet, row: SheetRow) -> _End:
        mark, name = row.text(f"{MARK} {item.label}"), " ".join(row.text(item.label).split())
        named = self._named(item, name)
        if mark:
            return self._marked(item, row, uid_of(mark), name, named)
        if not name:
            return _End({}, [f"{row.place()}: vul bij '{item.label}' de naam in, of het kenmerk ervoor."])
        if not named:
            return _End({}, [row.fault(item.label, f"Zo heet er geen {item.label}.{self._nearest(item, name)}")])
        return self._checked(row, item, named)

    def _marked(self, item: ItemSheet, row: SheetRow, uid: str, name: str, named: dict[str, str]) -> _End:
        held = self._workshop.items[item.target].get(uid)
        if held is None:
            return _End({}, [row.fault(f"{MARK} {item.label}", f"Dit kenmerk heeft geen {item.label}.")])
        if not name or uid in named:
            return _End({uid: held.name}, [])
        if named:  # somebody typed another name and left the mark
            return _End({uid: held.name, **named}, [])
        expected = (
            f"Het kenmerk ervoor hoort bij '{held.name}'. Zet die naam terug, of maak het kenmerk leeg en typ de naam "
            f"van een andere {item.label}.{self._nearest(item, name)}"
        )
        return _End({}, [row.fault(item.label, expected)])

    def _named(self, item: ItemSheet, name: str) -> dict[str, str]:
        """Return what has this name, in the workshop or in the workbook."""
        if not name:
            return {}
        held = {one.uid: one.name for one in self._workshop.named(item, name)}
        return {**held, **self._planned.names.get((item.target, name_key(name)), {})}

    def _checked(self, row: SheetRow, item: ItemSheet, named: dict[str, str]) -> _End:
        wrong = [self._planned.wrong[uid] for uid in named if uid in self._planned.wrong]
        problems = [row.fault(item.label, f"{place} is fout; verbeter die rij eerst.") for place in wrong]
        return _End(named, problems)

    def _nearest(self, item: ItemSheet, name: str) -> str:
        names = [held.name for held in self._workshop.items[item.target].values()]
        names += [
            name
            for (target, _), found in self._planned.names.items()
            if target == item.target
            for name in found.values()
        ]
        near = process.extractOne(name, names, score_cutoff=_NEAR)
        return f" Bedoel je '{near[0]}'?" if near else " Typ de naam precies over."

    def _which(self, row: SheetRow, left: _End, right: _End) -> Row:
        pairs = list(product(left.options.items(), right.options.items()))[:_MOST_CANDIDATES]
        candidates = tuple(
            Candidate(link_key(one[0], other[0]), _title(one[1], other[1]), "de naam of het kenmerk past")
            for one, other in pairs
        )
        compared = Compared(row, None, self._workshop.within)
        question = f"{row.place()}: welke van deze {len(candidates)} is bedoeld?"
        return self._made(row, RowClass.AMBIGUOUS, problems=[question], compared=compared, candidates=candidates)

    def _known(self, row: SheetRow, left: _End, right: _End, by_pair: Mapping[str, list[SheetRow]]) -> Row:
        (one, one_name), (other, other_name) = next(iter(left.options.items())), next(iter(right.options.items()))
        same = by_pair[link_key(one, other)]
        self._places[link_key(one, other)] += 1
        key = link_key(one, other, self._places[link_key(one, other)])
        held = self._held.get(key)
        title = _title(one_name, other_name)
        if len(same) > 1 and link_key(one, other, len(same)) not in self._held:
            numbers = " en ".join(str(twin.number) for twin in same[:_MOST_CANDIDATES])
            problem = f"{row.place()}, '{title}': rijen {numbers} gaan over dezelfde twee. Laat er één staan."
            return self._made(row, RowClass.ERROR, problems=[problem], title=title, held=held)
        return self.pair(row, key, title=title, name=other_name)

    def pair(self, row: SheetRow, key: str, *, title: str, name: str) -> Row:
        """Return ``row`` as the link with ``key``, compared with what there is; ``name`` is what the link leads to."""
        held = self._held.get(key)
        compared = Compared(row, held.stored if held else None, self._workshop.within)
        row_class = RowClass.NEW if held is None else RowClass.CHANGED if compared.fields else RowClass.UNCHANGED
        return self._made(row, row_class, compared=compared, held=held, key=key, title=title, name=name)

    def has(self, key: str) -> bool:
        """Return whether there is a link with ``key``."""
        return key in self._held

    def _made(
        self,
        row: SheetRow,
        row_class: RowClass,
        *,
        problems: Sequence[str] = (),
        compared: Compared | None = None,
        held: HeldLink | None = None,
        key: str = "",
        title: str = "",
        name: str = "",
        candidates: tuple[Candidate, ...] = (),
    ) -> Row:
        wrong = compared.problems if compared else []
        fields = dict(compared.fields) if compared else {}
        if held is None and compared and not self._sheet.columns:
            fields[self._sheet.key] = Change(None, name or row.text(self._sheet.other.label))
        return Row(
            self._sheet.target,
            key or row.identity(self._source),
            RowClass.ERROR if wrong else row_class,
            fields=fields,
            problems=(*wrong, *problems),
            line=row.number,
            item=held.ends[0].uid if held else "",
            base=held.base if held else "",
            candidates=candidates,
            title=title or _title(row.text(RECOMMENDATIONS.label), row.text(self._sheet.other.label)),
            cells=row.shown,
        )


def _title(recommendation: str, other: str) -> str:
    return f"{' '.join(recommendation.split())} – {' '.join(other.split())}"
