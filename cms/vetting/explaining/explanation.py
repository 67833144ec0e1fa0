"""What an explanation says: plain values, which are also its JSON."""

from datetime import date, datetime
from enum import StrEnum

import msgspec


class Outcome(StrEnum):
    """Whether an intervention is in."""

    IN = "in"
    OUT = "uit"
    OPEN = "onbeslist"


class ToldObservation(msgspec.Struct, frozen=True):
    """One observation: what the register said, where that stood, and whether it counted."""

    said: str
    recognised_on: date | None
    counts: bool
    why: str
    source: str
    entered_at: datetime
    entered_by: str


class ToldRecord(msgspec.Struct, frozen=True):
    """One record in one register: its state at the reference date, by which rule, from which observations."""

    register: str
    record: str
    state: str
    reason: str
    rule: str
    observations: list[ToldObservation]


class ToldEvidence(msgspec.Struct, frozen=True):
    """One piece of evidence. ``sha256`` names the bytes of a file."""

    kind: str
    what: str
    note: str = ""
    sha256: str = ""


class ToldVerdict(msgspec.Struct, frozen=True):
    """One verdict with both persons."""

    proposal: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    outcome: str
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    decides: bool
    evidence: list[ToldEvidence]


class Explanation(msgspec.Struct, frozen=True):
    """Why an intervention is in or out of a round. ``verdicts`` come newest first."""

    name: str
    uid: str
    round_year: int
    reference_date: date
    outcome: Outcome
    sentence: str
    rule: str
    records: list[ToldRecord]
    verdicts: list[ToldVerdict]
    changes: list[str]
