"""One fact about a recognition, as a verdict keeps it."""

from datetime import date

import msgspec


class RecognitionFact(msgspec.Struct, frozen=True, order=True):
    """What counts of one record; ``observation`` is the primary key of the event that says so, and no part of the fact.

    Without an event that counts, level and day are empty and the state says why.
    """

    register: str
    record: str
    state: str
    level: str = ""
    recognised_on: date | None = None
    in_reassessment: bool = False
    is_conditional: bool = False
    reason: str = ""
    observation: int | None = None
