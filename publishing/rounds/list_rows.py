"""One row of the worklist in the words that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from publishing.rounds.filters import is_open
from publishing.rounds.judging import KIND as INTERVENTION
from publishing.rounds.readiness import blocks
from publishing.rounds.risk import Risk
from publishing.rounds.states import TO_MEND, TO_REVIEW, ItemState
from publishing.rounds.worklist import Row, Worklist

HELD_BACK = "Iets hieraan houdt de uitgave tegen."
WAITS = "Er wacht een concept dat nog niet klaarstaat."


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """An item: where it stands, why it asks for work, and who has it.

    ``intervention`` is the key of the intervention that waits for a verdict. ``assignee_problem`` says what is wrong
    with who has it. ``may_confirm`` is whether who looks may confirm it unseen, as far as its state goes.
    """

    key: int
    kind: str
    title: str
    domains: tuple[str, ...]
    state: ItemState
    is_open: bool
    why: tuple[str, ...]
    intervention: int | None
    assigned_to: str
    assignee_problem: str
    may_confirm: bool


def domain_titles(worklist: Worklist) -> dict[UUID, str]:
    """Return the titles of the domains that hold anything, in the order of the round."""
    used = {uid for row in worklist.rows for uid in row.domains}
    items = sorted((row for row in worklist.rows if row.item.kind == "domein"), key=lambda row: row.item.place)
    titles = {row.item.uid: row.title for row in items if row.item.uid in used}
    return titles | dict.fromkeys(sorted(used - titles.keys()), "domein zonder titel")


def list_row(row: Row, domains: Mapping[UUID, str], *, viewer: int) -> ListRow:
    """Return ``row`` in words; ``domains`` are their titles, in order."""
    awaits = row.state is ItemState.AWAITS_VERDICT and row.item.kind == INTERVENTION
    return ListRow(
        key=row.item.pk,
        kind=row.item.kind,
        title=row.title,
        domains=tuple(title for uid, title in domains.items() if uid in row.domains),
        state=row.state,
        is_open=is_open(row),
        why=tuple(_why(row)),
        intervention=row.current.pk if row.current and awaits else None,
        assigned_to=str(row.item.assigned_to or ""),
        assignee_problem=_assignee_problem(row),
        may_confirm=row.state is ItemState.TO_CONFIRM and any(one.pk == viewer for one in row.may_review),
    )


def _why(row: Row) -> list[str]:
    risky = row.risk if is_open(row) and row.risk is not Risk.UNTOUCHED else None
    draft = WAITS if row.current is not None and row.current.has_draft and is_open(row) else ""
    held = HELD_BACK if is_open(row) and row.current is not None and any(map(blocks, row.current.findings)) else ""
    told = [f"Register: {risky.label}." if risky else "", _why_in_this_state(row), held, draft, row.nobody_left]
    return [words for words in told if words]


def _why_in_this_state(row: Row) -> str:
    match row.state:
        case ItemState.LAPSED if row.lapsed_by:
            return f"Na de beoordeling {row.lapsed_by[-1]}."
        case ItemState.LAPSED:
            return "Na de beoordeling veranderde iets waar het naar verwijst."
        case ItemState.CHANGED if row.changes:
            return f"Het laatst {row.changes[-1]}."
        case ItemState.NOT_READY:
            return (row.current.problem if row.current else "") or "Zet het klaar of laat het vervallen."
        case ItemState.REJECTED:
            return "Open het item om te lezen wat er anders moet."
        case ItemState.RETIRED:
            return _why_retired(row)
    return ""


def _why_retired(row: Row) -> str:
    told = f"{row.item.retired_by}: {row.item.retired_reason}"
    return f"{told} Het staat nog klaar: zet het op niet meer klaar." if row.current else told


def _assignee_problem(row: Row) -> str:
    person = row.item.assigned_to
    if person is None or not is_open(row):
        return ""
    if not person.is_active:
        return "werkt hier niet meer"
    if row.state in TO_REVIEW and not row.assignee_may_review:
        return "kan dit niet (meer) beoordelen"
    if row.state in TO_MEND and not row.assignee_may_mend:
        return "kan dit niet aanpassen"
    return ""
