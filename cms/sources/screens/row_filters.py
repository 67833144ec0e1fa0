"""Which rows of a plan are shown: the counts on top, which are links, and what is searched for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.http import urlencode

from cms.sources.models import ImportPlan, RowState
from cms.sources.models.plan_row import UNTOUCHED_AND_SAFE, PlanRowQuerySet
from cms.sources.plan import RowClass

ASKING = "beslissen"
CLASS_LABELS = {
    RowClass.NEW: "nieuw",
    RowClass.CHANGED: "gewijzigd",
    RowClass.UNCHANGED: "ongewijzigd",
    RowClass.DISAPPEARED: "verdwenen",
    RowClass.AMBIGUOUS: "welke is dit?",
    RowClass.ERROR: "fout",
}

_OPEN = Q(state=RowState.OPEN)
_SAME = Q(row_class=RowClass.UNCHANGED)
# By the word in the address; each is a count on top, in this order.
FILTERS: dict[str, tuple[str, Q]] = {
    ASKING: ("Vraagt een beslissing", _OPEN & ~UNTOUCHED_AND_SAFE),
    "veilig-nieuw": ("Veilig: nieuw", _OPEN & UNTOUCHED_AND_SAFE & Q(row_class=RowClass.NEW)),
    "veilig-feiten": ("Veilig: nieuwe feiten", _OPEN & UNTOUCHED_AND_SAFE & Q(row_class=RowClass.CHANGED)),
    "besloten": ("Besloten", Q(state=RowState.DECIDED) & ~_SAME),
    "overgenomen": ("Overgenomen", Q(state=RowState.APPLIED) & ~_SAME),
    "fout": ("Fout", Q(row_class=RowClass.ERROR) | Q(state=RowState.REFUSED)),
    "ongewijzigd": ("Ongewijzigd", _SAME),
    "alles": ("Alles", Q()),
}
SAFE_CLASSES = {RowClass.NEW: "veilig-nieuw", RowClass.CHANGED: "veilig-feiten"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What an editor looks at; ``page`` counts from 1."""

    shows: str = ASKING
    row_class: str = ""
    text: str = ""
    page: int = 1

    @property
    def is_work(self) -> bool:
        """Whether a row leaves this selection when it is decided."""
        return self.shows == ASKING or self.shows in SAFE_CLASSES.values()

    @property
    def query(self) -> str:
        """This selection as the query of an address, without what is usual."""
        named: dict[str, str | int] = {"toon": self.shows, "soort": self.row_class, "zoek": self.text, "p": self.page}
        usual: dict[str, str | int] = {"toon": ASKING, "p": 1}
        return urlencode({name: value for name, value in named.items() if value and value != usual.get(name)})

    def rows(self, plan: ImportPlan) -> PlanRowQuerySet:
        """Return the rows, what asks for a decision first."""
        rows = plan.rows.filter(FILTERS[self.shows][1])
        if self.row_class:
            rows = rows.filter(row_class=self.row_class)
        if self.text:
            rows = rows.filter(title__icontains=self.text)
        return rows.in_order_of_attention()


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count on top."""

    key: str
    label: str
    number: int
    query: str
    is_current: bool


def read_selection(query: QueryDict | Mapping[str, str]) -> Selection:
    """Return what the query of an address asks for; what is unknown in it counts as not asked."""
    shows, row_class = str(query.get("toon", "")), str(query.get("soort", ""))
    page = str(query.get("p", ""))
    return Selection(
        shows=shows if shows in FILTERS else ASKING,
        row_class=row_class if row_class in set(RowClass) else "",
        text=str(query.get("zoek", "")).replace("\0", "").strip()[:100],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def told_accepted(row_class: str, at: datetime) -> str:
    """Return which rows were accepted together, as an address tells it."""
    return f"{row_class}.{at.isoformat()}"


def read_accepted(told: str) -> tuple[str, datetime] | None:
    """Return the class of rows that were accepted together and when; None when ``told`` is no such thing."""
    row_class, _, moment = told.partition(".")
    try:
        accepted_at = datetime.fromisoformat(moment).astimezone(UTC) if row_class in SAFE_CLASSES else None
    except (ValueError, OverflowError):  # the years of a moment end, and a time zone may lead beyond them
        return None
    return None if accepted_at is None else (row_class, accepted_at)


def count_rows(plan: ImportPlan) -> dict[str, int]:
    """Return the number of rows of ``plan`` under each filter, in one query."""
    counted: dict[str, int] = plan.rows.aggregate(
        **{key.replace("-", "_"): Count("pk", filter=wanted) for key, (_, wanted) in FILTERS.items()}
    )
    return {key: counted[key.replace("-", "_")] for key in FILTERS}


def label_of_filter(key: str, *, has_facts: bool) -> str:
    """Return what a filter is called; only a register brings facts, other sources changed content."""
    return FILTERS[key][0] if has_facts or key != SAFE_CLASSES[RowClass.CHANGED] else "Veilig: gewijzigd"


def as_links(counts: Mapping[str, int], selection: Selection, *, has_facts: bool) -> Iterable[ShownCount]:
    """Yield the counts with their addresses; what is searched for goes along, the class and the page do not."""
    for key in FILTERS:
        label = label_of_filter(key, has_facts=has_facts)
        there = replace(selection, shows=key, row_class="", page=1)
        yield ShownCount(key, label, counts[key], there.query, key == selection.shows)
