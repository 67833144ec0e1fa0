"""Rounds that were worked through and closed, for tests about what comes after."""

from datetime import date

import msgspec
from django.utils import timezone

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Verdict
from publishing.rounds.current import read_current
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.states import ItemState


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
