"""Notices are only ever added; what is live is never withdrawn, and what is withdrawn never live again.

The last is guarded from both sides: the notice that withdraws, and the channel that points at a release. Together with
the lock on the channel's row that every event takes, neither slips in beside the other.
"""

from collections.abc import Iterator

from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger
from publishing.releases.models.channel import Channel
from publishing.releases.models.release import Publication
from publishing.releases.notices.models import Notice, NoticeEnding

_NOTICES, _ENDINGS = Notice._meta.db_table, NoticeEnding._meta.db_table
_CHANNELS, _PUBLICATIONS = Channel._meta.db_table, Publication._meta.db_table
_WITHDRAWN = Notice.Sort.WITHDRAWN.value
_RULES = {
    "live": (
        _NOTICES,
        "INSERT",
        f"NEW.sort = '{_WITHDRAWN}' AND (EXISTS (SELECT 1 FROM {_CHANNELS} WHERE current_id = NEW.release_id) "  # noqa: S608 - our own names
        f"OR NOT EXISTS (SELECT 1 FROM {_PUBLICATIONS} WHERE release_id = NEW.release_id))",
        "only a published release that is not live is withdrawn",
    ),
    "end": (
        _ENDINGS,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {_NOTICES} WHERE id = NEW.notice_id AND sort = '{_WITHDRAWN}')",  # noqa: S608 - our own names
        "a withdrawal has no end",
    ),
    "withdrawn": (
        _CHANNELS,
        "UPDATE",
        f"EXISTS (SELECT 1 FROM {_NOTICES} WHERE release_id = NEW.current_id AND sort = '{_WITHDRAWN}')",  # noqa: S608 - our own names
        "a withdrawn release is never live again",
    ),
}


def _rules(vendor: str) -> Iterator[Trigger]:
    for rule, (table, event, broken, message) in _RULES.items():
        name = f"{table}_refuse_{rule}"
        if vendor == "postgresql":
            yield PostgresqlTrigger(name, table, "BEFORE", (event,), name, refusing_when(broken, message))
        else:
            yield SqliteTrigger(name, table, f"BEFORE {event}", message, broken)


GUARD = Guard((Notice, NoticeEnding), message="notices never change", function="refuse_notice_change", more=_rules)
