"""Nothing is erased without two people who said so: the database refuses every other way, whoever asks.

That bytes can be emptied at all, and only those of a document that a Redaction names, stands in
publishing/releases/immutability.py.
"""

from collections.abc import Iterator

from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger
from publishing.releases.redactions.models import (
    Clearance,
    RedactedRelease,
    Redaction,
    RedactionRefusal,
    RedactionRequest,
)

_REDACTIONS, _REFUSALS, _REQUESTS = (model._meta.db_table for model in (Redaction, RedactionRefusal, RedactionRequest))
_ASKED = (
    f"SELECT 1 FROM {_REQUESTS} WHERE id = NEW.request_id AND document_id = NEW.document_id "  # noqa: S608 - our own names
    "AND by_id = NEW.requested_by_id"
)
_RULES = {
    _REDACTIONS: (
        f"NOT EXISTS ({_ASKED}) OR EXISTS (SELECT 1 FROM {_REFUSALS} WHERE request_id = NEW.request_id)",  # noqa: S608 - our own names
        "a redaction confirms the request of somebody else",
    ),
    _REFUSALS: (
        f"EXISTS (SELECT 1 FROM {_REDACTIONS} WHERE request_id = NEW.request_id)",  # noqa: S608 - our own names
        "a confirmed request is not refused",
    ),
}


def _rules(vendor: str) -> Iterator[Trigger]:
    for table, (broken, message) in _RULES.items():
        name = f"{table}_refuse_unasked"
        if vendor == "postgresql":
            yield PostgresqlTrigger(name, table, "BEFORE", ("INSERT",), name, refusing_when(broken, message))
        else:
            yield SqliteTrigger(name, table, "BEFORE INSERT", message, broken)


GUARD = Guard(
    (RedactionRequest, RedactionRefusal, Redaction, RedactedRelease, Clearance),
    message="redactions never change",
    function="refuse_redaction_change",
    more=_rules,
)
