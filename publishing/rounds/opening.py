"""Opening a round: everything of the base release is to be confirmed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.rounds.audited import round_subject
from publishing.rounds.base import Base
from publishing.rounds.errors import DateBeforeBaseError, RoundError
from publishing.rounds.models import Round
from publishing.rounds.syncing import add_base_items, sync_items


@dataclass(frozen=True)
class Opened:
    """The round, and what its opener should know; ``warning`` is empty when there is nothing."""

    round: Round
    warning: str


def open_round(
    *,
    year: int,
    reference_date: date,
    deadline: date,
    base: Base | None,
    by: Any,
    at: datetime,
    confirmed: bool = False,
) -> Opened:
    """Open the round of ``year`` on ``base``, None when nothing was ever published.

    Raise DateBeforeBaseError for a reference date before that of the base, unless ``confirmed``; RoundError when the
    year has a round already or another one is open.
    """
    check_reference_date(reference_date, base.reference_date if base else None, confirmed=confirmed)
    if other := Round.objects.open().first():
        raise RoundError(f"{other} is nog open. Sluit die eerst.")
    try:
        with transaction.atomic():
            made = _write(year, reference_date, deadline, base, by, at)
            add_base_items(made, base)
            sync_items(round=made)
            record(action=Action.ROUND_OPENED, obj=round_subject(made), by=by, at=at)
    except IntegrityError as error:
        raise RoundError(f"Er is al een ronde van {year}, of iemand anders opende er net een.") from error
    return Opened(made, warning_about(reference_date, today=localdate(at)))


def check_reference_date(reference_date: date, of_base: date | None, *, confirmed: bool) -> None:
    """Raise DateBeforeBaseError when the date lies before that of the base and nobody said that this is meant."""
    if of_base is not None and reference_date < of_base and not confirmed:
        raise DateBeforeBaseError(
            f"De ijkdatum {reference_date:%d-%m-%Y} ligt voor die van de basisuitgave ({of_base:%d-%m-%Y}). "
            "Kies een latere datum, of bevestig dat dit zo hoort."
        )


def warning_about(reference_date: date, *, today: date) -> str:
    """Return what to know of a date that has not come yet; empty for any other."""
    if reference_date <= today:
        return ""
    return (
        f"De ijkdatum {reference_date:%d-%m-%Y} ligt in de toekomst. Wat registers tot dan nog melden, telt mee: "
        "oordelen kunnen daardoor verlopen."
    )


def _write(year: int, reference_date: date, deadline: date, base: Base | None, by: Any, at: datetime) -> Round:
    made = Round(year=year, reference_date=reference_date, deadline=deadline, opened_by=by, opened_at=at)
    if base is not None:
        made.base_number, made.base_digest = base.number, base.digest
        made.base_reference_date, made.base_frozen_at = base.reference_date, base.frozen_at
    made.save()
    return made
