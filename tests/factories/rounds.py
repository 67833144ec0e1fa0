"""Rounds on a base release that is what the workshop holds now, without the machinery of a release."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils import timezone

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Verdict
from cms.vetting.verdicts import decide_verdict, propose_verdict
from publishing.rounds.base import Base, BaseEntry
from publishing.rounds.current import read_current
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.opening import open_round
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Row, read_worklist

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


def sealed(reference_date: date) -> Round:
    """Return a closed round that took in and reviewed all that is ready now, without anybody's clicks.

    Called again while nothing changed it is the same round, unless a release came of it.
    """
    digests = {address: item.digest for address, item in read_current(reference_date).items()}
    for made in Round.objects.filter(reference_date=reference_date, closed_at__isnull=False, published_in=""):
        closed = {(kind, uid): digest for kind, uid, digest in made.items.values_list("kind", "uid", "closing_digest")}
        if closed == digests:
            return made
    last = Round.objects.order_by("-year").first()
    year = 2001 if last is None else last.year + 1
    proposer, decider = (User.objects.get_or_create(username=name)[0] for name in ("voorsteller", "beslisser"))
    made = Round.objects.create(
        year=year, reference_date=reference_date, deadline=reference_date, opened_by=decider, opened_at=timezone.now()
    )
    for intervention in Intervention.objects.ready():
        _agreed(intervention, made, proposer, decider)
    return _closed(made, by=decider)


def _agreed(intervention: Intervention, made: Round, proposer: User, decider: User) -> None:
    facts = facts_of([intervention.pk], made.reference_date)[intervention.pk]
    Verdict.objects.create(
        intervention=intervention,
        uid=intervention.uid,
        round_year=made.year,
        reference_date=made.reference_date,
        is_included=True,
        reason="Past bij scholen.",
        facts=msgspec.to_builtins(facts),
        facts_digest=digest_of(facts),
        proposed_by=proposer,
        proposed_at=timezone.now(),
        decided_by=decider,
        decided_at=timezone.now(),
        agreed=True,
    )


def _closed(made: Round, *, by: User) -> Round:
    RoundItem.objects.bulk_create(
        RoundItem(
            round=made,
            kind=item.kind,
            uid=item.uid,
            title=item.title,
            place=place,
            closing_state=ItemState.REVIEWED.value,
            closing_digest=item.digest,
        )
        for place, item in enumerate(read_current(made.reference_date, round=made.vetting).values())
    )
    made.closed_at, made.closed_by = timezone.now(), by
    made.save()
    return made


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
