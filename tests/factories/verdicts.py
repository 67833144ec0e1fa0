"""Verdicts as people make them, in a round that a test opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from wagtail import hooks

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.models import Verdict
from cms.vetting.rounds import OpenRound
from cms.vetting.verdicts import decide_verdict, propose_verdict

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
YEAR = 2026
DAY = date(2026, 7, 31)


@contextmanager
def open_round(year: int = YEAR, reference_date: date = DAY, *, order: int = -1) -> Iterator[OpenRound]:
    """Let the round of ``year`` be open, as whoever keeps rounds would say; the lowest ``order`` is believed."""
    now = OpenRound(year, reference_date)
    with hooks.register_temporarily("current_round", lambda: now, order=order):
        yield now


@contextmanager
def no_round() -> Iterator[None]:
    """Let no round be open."""
    with hooks.register_temporarily("current_round", lambda: None, order=-2):
        yield


def proposal(of: Intervention, by: User, **more: Any) -> Verdict:
    """Return a proposal to take ``of`` in."""
    values: dict[str, Any] = {
        "round_year": YEAR,
        "reference_date": DAY,
        "is_included": True,
        "reason": "Past bij ons.",
        "at": AT,
        **more,
    }
    return propose_verdict(intervention=of, by=by, **values)


def decided(of: Intervention, by: User, other: User, *, agreed: bool = True, **more: Any) -> Verdict:
    """Return a verdict that ``by`` proposed and ``other`` decided on."""
    reason = "" if agreed else "De leeftijd past niet."
    return decide_verdict(verdict=proposal(of, by, **more), agreed=agreed, by=other, at=AT, reason=reason)
