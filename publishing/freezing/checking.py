"""What the rules on documents are told: of the release by who freezes it, of terms by vetting."""

from collections.abc import Mapping, Set
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from cms.vetting.terms import reassessment_due
from publishing.checks.base import Surroundings
from publishing.documents.kinds.accountability import ACCOUNTABILITY


def surroundings_of(
    ids: Mapping[str, Set[str]], *, reference_date: date, day: date, left_out: Mapping[str, str] | None = None
) -> Surroundings:
    """Return the surroundings of a release with ``ids``, that would go out on ``day``.

    ``left_out`` gives the public ids of interventions that stand ready and are not in it, with why.
    """
    return Surroundings(
        ids={**ids, ACCOUNTABILITY: frozenset({ACCOUNTABILITY})},  # a freeze adds it
        reference_date=reference_date,
        day=day,
        reassessment_due=reassessment_due,
        longest_sentence=settings.LONGEST_SENTENCE,
        left_out={} if left_out is None else left_out,
    )


def day_of(at: datetime) -> date:
    """Return the day on which ``at`` falls here; a consent ends with a day of our own time zone."""
    return timezone.localdate(at, timezone.get_default_timezone())
