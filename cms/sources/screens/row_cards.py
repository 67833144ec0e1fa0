"""What the card of one row shows, and how many cards are made with a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timesince import timesince
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.sources.deciding.states import CHANGEABLE
from cms.sources.models import Choice, Decision, ImportPlan, PlanRow, RowState, Stage
from cms.sources.plan import Row, RowClass
from cms.sources.registers.answering import NEW_ITEM
from cms.sources.registry import KINDS, Kind
from cms.sources.screens.filled_in import EDIT, Filled
from cms.sources.screens.row_filters import CLASS_LABELS
from cms.sources.screens.row_units import ShownField, ShownUnit, shown_fields, shown_units
from cms.sources.workbook.row import uid_of


@dataclass(frozen=True, slots=True)
class Item:
    """A content item that a card names; the address is empty for who may not open it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """An item that the row may be about; ``key`` is the number on the keyboard, empty after nine."""

    uid: str
    name: str
    reason: str
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What an editor has to know about a card that was just sent: a refusal, or what it did."""

    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the template of a row needs."""

    pk: int
    version: int
    title: str
    item: Item | None
    status: str
    row_class: str
    state: str
    line: int
    key: str
    problems: tuple[str, ...]
    message: str
    candidates: tuple[ShownCandidate, ...]
    asks_which: bool
    may_be_new: bool
    may_ask_which: bool
    answered: str
    units: tuple[ShownUnit, ...]
    fields: tuple[ShownField, ...]
    has_old: bool
    written_url: str
    summary: tuple[tuple[str, str], ...]
    who_and_when: str
    is_open: bool
    has_controls: bool
    is_folded: bool
    notice: Notice | None = None
    typed_name: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks at a plan, when, and whether that person may decide on it now."""

    plan: ImportPlan
    user: Any
    now: datetime

    @property
    def kind(self) -> Kind:
        """The kind of source."""
        return KINDS[self.plan.kind]

    @property
    def may_decide(self) -> bool:
        """Whether this person has the right to."""
        return bool(self.user.has_perm("sources.change_importplan"))

    @property
    def is_open(self) -> bool:
        """Whether the plan takes decisions from this person now."""
        return self.may_decide and self.plan.stage == Stage.OPEN


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent with a card and comes back on it: texts that could not be saved, and what has to be said."""

    filled: Filled | None = None
    notice: Notice | None = None
    typed_name: str = ""
    is_unfolded: bool = False


NOTHING_SENT = Sent()
_MAY_BE_KNOWN = {RowClass.NEW, RowClass.AMBIGUOUS}  # under another name


def cards_of(desk: Desk, rows: Iterable[PlanRow]) -> list[Card]:
    """Return the cards of ``rows``; the number of queries does not grow with theirs."""
    rows = list(rows)
    items = _items(desk, rows)
    return [_card(desk, row, items, NOTHING_SENT) for row in rows]


def card_of(desk: Desk, row: PlanRow, sent: Sent = NOTHING_SENT) -> Card:
    """Return the card of one row."""
    return _card(desk, row, _items(desk, [row]), sent)


def _card(desk: Desk, held: PlanRow, items: Mapping[str, Item], sent: Sent) -> Card:
    kind, row, decided = desk.kind, held.content, held.decided()
    is_open = held.state in {RowState.OPEN, RowState.REFUSED}
    asks_which = is_open and row.row_class is RowClass.AMBIGUOUS and not row.item and not kind.units(row)
    has_controls = desk.is_open and held.state in CHANGEABLE and (asks_which or bool(kind.units(row)))
    units = shown_units(kind, row, decided, sent.filled)
    return Card(
        pk=held.pk,
        version=held.version,
        title=held.title,
        item=items.get(held.item or row.item),
        status=CLASS_LABELS[row.row_class],
        row_class=row.row_class.value,
        state=held.state,
        line=row.line,
        key=row.key,
        problems=row.problems[:-1] if row.candidates and asks_which else row.problems,  # the last one is the question
        message=held.message,
        candidates=_candidates(row, items),
        asks_which=asks_which,
        may_be_new=kind.may_be_new(row),
        may_ask_which=kind.has_facts and bool(row.cells) and not row.item and row.row_class in _MAY_BE_KNOWN,
        answered=_answered(kind, held, items),
        units=units,
        fields=() if units else shown_fields(kind, row, row.fields),
        has_old=any(change.old is not None for change in row.fields.values()),
        written_url=items[held.item].url if held.item in items else "",
        summary=tuple(_summary(units, decided, held)),
        who_and_when=_who_and_when(held, desk.now),
        is_open=is_open,
        has_controls=has_controls,
        is_folded=not is_open and not sent.is_unfolded,
        notice=sent.notice,
        typed_name=sent.typed_name,
    )


def _candidates(row: Row, items: Mapping[str, Item]) -> tuple[ShownCandidate, ...]:
    return tuple(
        ShownCandidate(
            uid=one.item,
            name=one.name,
            reason=one.reason,
            url=items[one.item].url if one.item in items else "",
            key=str(place) if place <= 9 else "",
        )
        for place, one in enumerate(row.candidates, start=1)
    )


def _answered(kind: Kind, held: PlanRow, items: Mapping[str, Item]) -> str:
    if held.answer == NEW_ITEM:
        return f"een {kind.new_one}"
    named = {one.item: one.name for one in held.content.candidates}
    return items[held.answer].name if held.answer in items else named.get(held.answer, "")


def _summary(units: tuple[ShownUnit, ...], decided: Mapping[str, Decision], held: PlanRow) -> Iterable[tuple[str, str]]:
    """Yield what was decided, as 'Overnemen' with the names of the units."""
    done = held.state == RowState.APPLIED
    words = {
        Choice.ACCEPT: "Overgenomen" if done else "Overnemen",
        EDIT: "Aangepast",
        Choice.REJECT: "Afgewezen",
        Choice.LATER: "Later",
    }
    taken: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit.name in decided:
            decision = decided[unit.name]
            taken[EDIT if decision.edited else decision.choice].append(unit.label)
    yield from ((str(word), ", ".join(taken[choice])) for choice, word in words.items() if choice in taken)


def _who_and_when(held: PlanRow, now: datetime) -> str:
    if held.decided_by is None or held.decided_at is None:
        return ""
    is_fresh = now - held.decided_at < timedelta(minutes=1)
    return f"{held.decided_by}, {'zojuist' if is_fresh else timesince(held.decided_at, now, depth=1) + ' geleden'}"


def _items(desk: Desk, rows: Iterable[PlanRow]) -> dict[str, Item]:
    """Return the items that ``rows`` name, by uid, in one query per kind of content."""
    wanted: defaultdict[Any, set[str]] = defaultdict(set)
    for held in rows:
        row = held.content
        named = {held.item, row.item, held.answer, *(one.item for one in row.candidates)}
        wanted[desk.kind.model(row)] |= {uid for uid in map(uid_of, named) if uid}  # a link is no item: 'uid/uid'
    finder = AdminURLFinder(desk.user)
    found: dict[str, Item] = {}
    for model, uids in wanted.items():
        for item in model._default_manager.filter(uid__in=uids):
            found[str(item.uid)] = Item(str(item), finder.get_edit_url(item) or "")
    return found
