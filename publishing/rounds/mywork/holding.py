"""Who holds each open item of the round: every row is with one person or role, so that nothing is counted twice.

to look at     its assignee when that person may review it; else any reviewer; a manager when nobody is left
to mend        its assignee when that person edits; else who changed it; else any editor
to be judged   nobody, as a row: the verdicts say whose turn it is
"""

from enum import StrEnum, auto

from publishing.rounds.mywork.values import Viewer
from publishing.rounds.states import TO_MEND, TO_REVIEW
from publishing.rounds.worklist import Row


class Holder(StrEnum):
    """With whom a row is."""

    NOBODY = auto()
    ASSIGNEE = auto()
    REVIEWERS = auto()
    MANAGERS = auto()
    CHANGERS = auto()
    EDITORS = auto()


def holder_of(row: Row) -> Holder:
    """Return with whom ``row`` is."""
    if row.state in TO_REVIEW:
        if row.assignee_may_review:
            return Holder.ASSIGNEE
        return Holder.REVIEWERS if row.may_review else Holder.MANAGERS
    if row.state in TO_MEND:
        if row.assignee_may_mend:
            return Holder.ASSIGNEE
        return Holder.CHANGERS if row.changes else Holder.EDITORS
    return Holder.NOBODY


def is_assigned_to(row: Row, viewer: Viewer) -> bool:
    """Whether ``row`` was given to the viewer."""
    return row.item.assigned_to_id == viewer.pk


def was_changed_by(row: Row, viewer: Viewer) -> bool:
    """Whether the viewer changed the item since the base release."""
    return any(change.person == viewer.pk for change in row.changes)


def may_review(row: Row, viewer: Viewer) -> bool:
    """Whether the viewer may review the item."""
    return any(person.pk == viewer.pk for person in row.may_review)
