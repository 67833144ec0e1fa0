"""Work that went wrong and that nobody waits for any more: a subscriber that was switched off, for example."""

from django.db.models import Q, QuerySet

from publishing.attempts.models import Attempt
from publishing.attempts.works import WORKS


def still_wanted(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Return ``attempts`` without what nobody waits for any more; a query for each kind of work that knows of such."""
    unwanted = {work.kind: list(work.unwanted()) for work in WORKS.values()}
    for kind, subjects in unwanted.items():
        if subjects:
            attempts = attempts.exclude(Q(kind=kind, subject__in=subjects))
    return attempts
