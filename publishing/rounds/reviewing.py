"""Reviewing: a person says of the bytes that they looked at whether these are good."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from cms.acts.refusals import records_refusals
from publishing.audit.actions import Action
from publishing.rounds.audited import item_subject
from publishing.rounds.changes import Change, read_changes
from publishing.rounds.current import CurrentItem, read_one
from publishing.rounds.errors import OwnChangeError, RoundError
from publishing.rounds.held import hold_standing_item
from publishing.rounds.models import Outcome, Review, ReviewChanger, RoundItem
from publishing.rounds.parts import Part
from publishing.rounds.states import VerdictStands, counting_reviews
from publishing.rounds.worklist import reviews_of, situation_of

_BATCH = 500


@dataclass(frozen=True)
class Looked:
    """Parts of an item as they were looked at, and who had changed the item before."""

    item: RoundItem
    current: CurrentItem
    parts: Collection[Part]
    changers: frozenset[int]


@records_refusals(Action.ITEM_REVIEWED, of=lambda values: item_subject(values["item"]), on=OwnChangeError)
@transaction.atomic
def review_item(
    *,
    item: RoundItem,
    digest: str,
    by: Any,
    at: datetime,
    outcome: Outcome = Outcome.CONFIRMED,
    reason: str = "",
    pair: UUID | None = None,
) -> list[Review]:
    """Record what ``by`` finds of ``item``, of which they saw the document ``digest``; return a review per part.

    With ``pair``, an intervention, only the text tailored to it is reviewed; else every part that nobody confirmed as
    it is now. Raise RoundError when the item is another one by now, when ``by`` changed it since the base release
    (whoever they are), when there is nothing left to review, and for a rejection without a reason.
    """
    if outcome == Outcome.REJECTED and not reason.strip():
        raise RoundError("Zeg waarom je dit afkeurt, dan weet de redacteur wat er anders moet.")
    held = hold_standing_item(item)
    current = read_one(held.kind, held.uid, held.round.reference_date, round=held.round.vetting)
    if current is None or current.problem:
        raise RoundError(f"'{held.title}' staat niet klaar. Er is nu niets te beoordelen.")
    changes = read_changes(held.round, [current])[current.address]
    _refuse_other_bytes(held, current, digest, changes)
    changers = frozenset(change.person for change in changes)
    _refuse_own(held, by, changers)
    parts = _parts_to_review(held, current, changes, outcome, pair)
    looked = [Looked(held, current, parts, changers)]
    return write_reviews(looked, by=by, at=at, outcome=outcome, reason=reason.strip())


def write_reviews(
    looked: Iterable[Looked], *, by: Any, at: datetime, outcome: Outcome = Outcome.CONFIRMED, reason: str = ""
) -> list[Review]:
    """Add a review for each part, with its changers; the caller holds the transaction and asked every question."""
    seen = list(looked)
    reviews = Review.objects.bulk_create(
        [
            Review(
                item=one.item,
                pair=part,
                digest=one.current.parts[part],
                document_digest=one.current.digest,
                reviewer=by,
                at=at,
                outcome=outcome,
                reason=reason,
            )
            for one in seen
            for part in one.parts
        ],
        batch_size=_BATCH,
    )
    changers: Mapping[int, frozenset[int]] = {one.item.pk: one.changers for one in seen}
    ReviewChanger.objects.bulk_create(
        [
            ReviewChanger(review=review, person_id=person)
            for review in reviews
            for person in sorted(changers[review.item_id])
        ],
        batch_size=_BATCH,
    )
    return reviews


def _parts_to_review(
    held: RoundItem, current: CurrentItem, changes: list[Change], outcome: Outcome, pair: UUID | None
) -> list[Part]:
    wanted: list[Part] = list(current.parts) if pair is None else [pair]
    if pair is not None and pair not in current.parts:
        raise RoundError(f"Deze interventie staat niet meer bij '{held.title}'. Ververs de pagina.")
    if outcome == Outcome.REJECTED:
        return wanted
    reviews = reviews_of({held.pk: held})[held.pk]
    situation = situation_of(held, current, verdict=VerdictStands.NOT_NEEDED, reviews=reviews, changes=changes)
    counting = counting_reviews(situation)
    left = [part for part in wanted if part not in counting or counting[part].outcome != Outcome.CONFIRMED]
    if not left:
        raise RoundError(f"'{held.title}' is al beoordeeld zoals het nu is. Ververs de pagina.")
    return left


def _refuse_other_bytes(held: RoundItem, current: CurrentItem, seen: str, changes: list[Change]) -> None:
    if current.digest != seen:
        last = f" ({changes[-1]})" if changes else ""
        raise RoundError(f"'{held.title}' is anders dan wat je zag{last}. Lees het opnieuw en beoordeel het dan.")


def _refuse_own(held: RoundItem, by: Any, changers: Collection[int]) -> None:
    if by.pk in changers:
        raise OwnChangeError(
            f"Je hebt '{held.title}' zelf gewijzigd sinds de vorige uitgave. Een ander moet het beoordelen."
        )
