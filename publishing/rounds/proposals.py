"""What was proposed and decided about an intervention never changes: the database refuses it, whoever asks.

The CHECK on a verdict compares proposer and decider of one row as it is. Without this somebody could write another
proposer, decide on their own proposal, and write themselves back. A decision is written once; only the intervention may
let go of its row, when it is deleted.
"""

from collections.abc import Iterator

from cms.vetting.models import Verdict
from publishing.guarding.fixed import fixed_but_for
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger

_VERDICTS = Verdict._meta.db_table
_DECISION = ("decided_by_id", "decided_at", "agreed", "decision_reason")
_LINK = "intervention_id"
_MESSAGE = "what was proposed and decided never changes"


def fixed_proposals(vendor: str) -> Iterator[Trigger]:
    """Yield the triggers that keep verdicts as they were proposed, and decisions as they were made."""
    yield from fixed_but_for(Verdict, (*_DECISION, _LINK), vendor=vendor, message=_MESSAGE)
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in _DECISION)
    condition = f"OLD.decided_by_id IS NOT NULL AND ({changed})"
    name = f"{_VERDICTS}_refuse_second_decision"
    if vendor == "postgresql":
        yield PostgresqlTrigger(name, _VERDICTS, "BEFORE", ("UPDATE",), name, refusing_when(condition, _MESSAGE))
    else:
        yield SqliteTrigger(name, _VERDICTS, "BEFORE UPDATE", _MESSAGE, condition)
