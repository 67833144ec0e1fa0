"""What somebody did, told to whoever keeps a record of it. Nothing here knows who that is.

An act is announced inside the transaction that does it: when the record cannot be kept, the act is undone with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.dispatch import Signal

from cms.acts.origin import Origin, current_origin

# Sent with ``act`` for each act, inside its transaction. A receiver that fails undoes the act.
act_announced = Signal()


class WorkshopAction(StrEnum):
    """What is done in the workshop that stays on record. Who records it gives each a Dutch name."""

    VERDICT_PROPOSED = "verdict.proposed"
    VERDICT_DECIDED = "verdict.decided"
    INTERVENTIONS_MERGED = "interventions.merged"
    MERGE_UNDONE = "interventions.merge-undone"
    IMPORT_STARTED = "import.started"
    IMPORT_APPLIED = "import.applied"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_DEACTIVATED = "person.deactivated"
    PERSON_ACTIVATED = "person.activated"
    SECOND_FACTOR_REMOVED = "person.second-factor-removed"
    ROLES_GIVEN = "person.roles-given"
    ROLES_TAKEN = "person.roles-taken"


@dataclass(frozen=True)
class Subject:
    """What an act is about: its kind in Dutch, by what it is known, and how a sentence names it, as it was then."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act. ``refusal`` says why it was not allowed, empty when it was done.

    ``by`` is a person, None when no person did it. ``details`` is small and plain JSON, without personal data.
    """

    action: str
    subject: Subject
    by: Any
    at: datetime
    reason: str = ""
    refusal: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = field(default_factory=current_origin)


def announce(act: Act) -> None:
    """Tell of ``act`` inside its transaction, so that both stay or neither does."""
    act_announced.send(sender=Act, act=act)
