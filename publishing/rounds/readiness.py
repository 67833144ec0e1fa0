"""What still stands between a round and its release, computed now."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from publishing.checks.base import Finding
from publishing.checks.references import UNVETTED
from publishing.rounds.current import CurrentItem
from publishing.rounds.models import Round
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Row, Worklist, read_worklist

_WHAT_TO_DO = {
    ItemState.TO_CONFIRM: "Nog te bevestigen.",
    ItemState.CHANGED: "Gewijzigd sinds vorig jaar en nog niet beoordeeld.",
    ItemState.NEW: "Nieuw en nog niet beoordeeld.",
    ItemState.LAPSED: "Gewijzigd na de beoordeling. Laat het opnieuw beoordelen.",
    ItemState.REJECTED: "Afgekeurd. Pas het aan en laat het opnieuw beoordelen.",
    ItemState.AWAITS_VERDICT: "Er is nog geen oordeel dat geldt. Bij Toetsing staat wat ervoor nodig is.",
    ItemState.NOT_READY: "Staat niet klaar. Zet het klaar of laat het vervallen.",
}


@dataclass(frozen=True)
class OpenPoint:
    """One thing that has to be done first."""

    kind: str
    uid: UUID
    title: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind} '{self.title}': {self.message}"


def readiness(round: Round) -> list[OpenPoint]:
    """Return every open point of ``round``: open items, stale verdicts, blocking findings. Empty when it is ready."""
    return [] if round.closed_at is not None else open_points(read_worklist(round, with_findings=True))


def open_points(worklist: Worklist) -> list[OpenPoint]:
    """Return every open point of a worklist that was read with its findings."""
    points = [point for row in worklist.rows for point in _of_row(row)]
    for current in worklist.unlisted:
        points.append(_point(current, "Staat klaar en nog niet in de werklijst. Werk de lijst bij."))
        points.extend(_findings(current))
    return points


def _of_row(row: Row) -> Iterator[OpenPoint]:
    item = row.item
    if row.state is ItemState.RETIRED and row.current is not None:
        said = "Vervallen, maar het staat nog klaar. Zet het op niet meer klaar."
        yield OpenPoint(item.kind, item.uid, item.title, said)
        return
    if message := _WHAT_TO_DO.get(row.state):
        yield OpenPoint(item.kind, item.uid, item.title, _with_why(row, message))
    if row.current is not None and row.state is not ItemState.EXCLUDED:
        yield from _findings(row.current)


def _with_why(row: Row, message: str) -> str:
    problem = row.current.problem if row.current else ""
    why = [str(change) for change in row.lapsed_by[-1:]] + ([problem] if problem else [])
    said = f"{message} ({'; '.join(why)})" if why else message
    return f"{said} {row.nobody_left}".strip()


def blocks(found: Finding) -> bool:
    """Return whether a finding stands in the way. That a linked intervention awaits its verdict is said of that one."""
    return found.level == "blocking" and found.rule != UNVETTED


def _findings(current: CurrentItem) -> Iterator[OpenPoint]:
    return (_point(current, found.message) for found in current.findings if blocks(found))


def _point(current: CurrentItem, message: str) -> OpenPoint:
    return OpenPoint(current.kind, current.uid, current.title, message)
