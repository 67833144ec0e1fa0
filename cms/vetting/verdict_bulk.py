"""Agreeing with many proposals: each is decided by itself, with every check of one, and what is refused is named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cms.vetting.models import Verdict, VerdictError
from cms.vetting.verdicts import decide_verdict


@dataclass
class Agreed:
    """What came of it: the verdicts that were agreed with, and a sentence about each that was not."""

    agreed: list[Verdict] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def agree_with_many(*, verdicts: Iterable[int], by: Any, at: datetime) -> Agreed:
    """Agree with each of ``verdicts``, by primary key, where ``by`` may; those that no longer exist are left out."""
    result = Agreed()
    for verdict in Verdict.objects.filter(pk__in=list(verdicts)).select_related("intervention").order_by("pk"):
        try:
            result.agreed.append(decide_verdict(verdict=verdict, agreed=True, by=by, at=at))
        except VerdictError as error:
            result.skipped.append(f"{verdict.intervention or 'een verwijderde interventie'}. {error}")
    return result
