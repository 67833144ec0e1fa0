"""Which items a round holds: those of its base release, and those that were made since."""

from django.db import transaction
from django.db.models import Max

from publishing.rounds.base import Base
from publishing.rounds.current import read_current
from publishing.rounds.held import hold_open_round
from publishing.rounds.models import Round, RoundItem

_BATCH = 500


def add_base_items(round: Round, base: Base | None) -> None:
    """Add an item for every document of ``base``."""
    entries = base.entries if base else ()
    now = read_current(round.reference_date, round=round.vetting) if entries else {}
    RoundItem.objects.bulk_create(
        (
            RoundItem(
                round=round,
                kind=entry.kind,
                uid=entry.uid,
                title=entry.title,
                base_public_id=entry.public_id,
                base_digest=entry.digest,
                place=place,
                domains=sorted(map(str, now[entry.kind, entry.uid].domains)) if (entry.kind, entry.uid) in now else [],
            )
            for place, entry in enumerate(entries)
        ),
        batch_size=_BATCH,
    )


@transaction.atomic
def sync_items(*, round: Round) -> int:
    """Add what became ready since, and return how many that were. Doing it again adds nothing."""
    held = hold_open_round(round.pk)
    listed = set(held.items.values_list("kind", "uid"))
    new = [
        item for address, item in read_current(held.reference_date, round=held.vetting).items() if address not in listed
    ]
    last = held.items.aggregate(last=Max("place"))["last"]
    first = 0 if last is None else last + 1
    RoundItem.objects.bulk_create(
        (
            RoundItem(
                round=held,
                kind=item.kind,
                uid=item.uid,
                title=item.title,
                place=place,
                domains=sorted(map(str, item.domains)),
            )
            for place, item in enumerate(new, start=first)
        ),
        batch_size=_BATCH,
    )
    return len(new)
