"""A stored comparison never changes: the database refuses it, whoever asks (publishing/guarding).

It can be emptied once something was erased from one of its releases, for it holds titles.
"""

from publishing.guarding.guard import Guard
from publishing.releases.comparing.models import ComparisonRecord
from publishing.releases.models import Release
from publishing.releases.redactions.models import RedactedRelease

_RELEASES, _REDACTED = Release._meta.db_table, RedactedRelease._meta.db_table
_EMPTIED = (
    "NEW.pair = OLD.pair AND length(NEW.body) = 0 "  # noqa: S608 - our own names
    f"AND EXISTS (SELECT 1 FROM {_REDACTED} r JOIN {_RELEASES} held ON held.id = r.release_id "
    "WHERE OLD.pair LIKE '%' || held.digest || '%')"
)
GUARD = Guard(
    (ComparisonRecord,),
    message="stored comparisons never change",
    function="refuse_comparison_change",
    passing={ComparisonRecord: _EMPTIED},
)
