"""Agreeing with many proposals: each is decided by itself, with every check of one, and what is refused is named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from cms.vetting.models import Verdict, VerdictError
from cms.vetting.rounds import OpenRound
from cms.vetting.verdicts import decide_verdict


@dataclass
class Agreed:
    """What came of it: the verdicts that were agreed with, and a sentence about each that was not."""

    agreed: list[Verdict] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@transaction.atomic
def agree_with_many(*, verdicts: Iterable[int], by: Any, at: datetime, open_round: OpenRound | None = None) -> Agreed:
    """Agree with each of ``verdicts``, by primary key, where ``by`` may; those that no longer exist are left out.

    ``open_round`` is as ``decide_verdict`` takes it.
    """
    result = Agreed()
    chosen = Verdict.objects.filter(pk__in=list(verdicts)).order_by("pk")
    # All before the first act is recorded: who decides on one of them holds its row and waits for the chain of records.
    list(chosen.select_for_update().values_list("pk"))
    for verdict in chosen.select_related("intervention"):
        try:
            result.agreed.append(decide_verdict(verdict=verdict, agreed=True, by=by, at=at, open_round=open_round))
        except VerdictError as error:
            result.skipped.append(f"{verdict.intervention or 'een verwijderde interventie'}. {error}")
    return result
