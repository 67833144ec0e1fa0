"""Rounds on a base release that is what the workshop holds now, without the machinery of a release."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.models import Verdict
from cms.vetting.verdicts import decide_verdict, propose_verdict
from publishing.rounds.asking import read_base
from publishing.rounds.base import Base, BaseEntry
from publishing.rounds.current import read_current
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.opening import open_round
from publishing.rounds.worklist import Row, read_worklist
from tests.factories.releases import published

LAST_YEAR = date(2025, 7, 31)
DAY = date(2026, 7, 31)
DEADLINE = date(2026, 10, 1)


def base(*, reference_date: date = LAST_YEAR, frozen_at: datetime | None = None) -> Base:
    """Return a release of all that is ready now."""
    return Base(
        number="2025.1",
        digest="b" * 64,
        reference_date=reference_date,
        frozen_at=frozen_at or timezone.now(),
        entries=tuple(_entries(reference_date)),
    )


def _entries(reference_date: date) -> Iterator[BaseEntry]:
    for place, item in enumerate(read_current(reference_date).values()):
        public_id = f"{item.kind}-{place}"
        yield BaseEntry(kind=item.kind, uid=item.uid, public_id=public_id, digest=item.digest, title=item.title)


def opened(by: User, *, on: Base | None = None, **fields: Any) -> Round:
    """Return an open round of 2026, on a base of what is ready now unless told otherwise."""
    values: dict[str, Any] = {"year": 2026, "reference_date": DAY, "deadline": DEADLINE, **fields}
    return open_round(base=on or base(), by=by, at=timezone.now(), **values).round


def opened_on_release(by: User, **fields: Any) -> Round:
    """Return an open round of 2026 on a real release of what is ready now, so that its texts can be read back."""
    published("2025.1", by=by, reference_date=LAST_YEAR, at=timezone.now())
    return opened(by, on=read_base("2025.1"), **fields)


def row_of(round: Round, item: Any) -> Row:
    """Return how ``item``, a page or snippet, stands in the round now."""
    return next(row for row in read_worklist(round).rows if row.item.uid == item.uid)


def item_of(round: Round, item: Any) -> RoundItem:
    """Return the item of the round that stands for a page or snippet."""
    return round.items.get(uid=item.uid)


def made_ready(item: Any, by: User, **fields: Any) -> None:
    """Edit a page or snippet as ``by`` does on its screen, and make it ready."""
    for name, value in fields.items():
        setattr(item, name, value)
    item.save_revision(user=by, log_action=True).publish(user=by)


def judged(intervention: Intervention, by: User, other: User, *, is_included: bool = True, on: date = DAY) -> Verdict:
    """Return a verdict on ``intervention`` in the round of 2026 that ``by`` proposed and ``other`` agreed to."""
    verdict = propose_verdict(
        intervention=intervention,
        round_year=2026,
        reference_date=on,
        is_included=is_included,
        reason="Past bij scholen.",
        by=by,
        at=timezone.now(),
    )
    return decide_verdict(verdict=verdict, agreed=True, by=other, at=timezone.now())
