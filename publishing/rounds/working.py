"""What people do around an item beside reviewing it: take it on, talk about it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from publishing.rounds.errors import RoundError
from publishing.rounds.held import hold_item, hold_open_round
from publishing.rounds.mentions import named_in, record_mentions
from publishing.rounds.models import Comment, Round, RoundItem


@transaction.atomic
def assign_items(*, round: Round, items: Iterable[RoundItem], to: Any, by: Any, at: datetime) -> int:
    """Give ``items`` of ``round`` to a person, or to nobody; return how many. Raise RoundError for who left.

    What a person has already stays given when it was.
    """
    held = hold_open_round(round.pk)
    if to is not None and not to.is_active:
        raise RoundError(f"{to} werkt hier niet meer. Kies iemand anders.")
    chosen = held.items.filter(pk__in=[item.pk for item in items])
    given = {"assigned_at": at, "assigned_by": by} if to is not None else {"assigned_at": None, "assigned_by": None}
    chosen.exclude(assigned_to=to).update(assigned_to=to, **given)
    return chosen.count()


@transaction.atomic
def comment_on_item(*, item: RoundItem, text: str, by: Any, at: datetime, answers: Comment | None = None) -> Comment:
    """Begin a thread under ``item``, or add to the one that ``answers`` began; whom it names is asked to look.

    Raise RoundError for an empty text, a name that is nobody's, or a closed round.
    """
    held, named = hold_item(item), named_in(_said(text))
    made = Comment.objects.create(item=held, author=by, at=at, text=_said(text), answers=answers)
    record_mentions(made, named)
    return made


@transaction.atomic
def comment_as_reader(*, item: RoundItem, text: str, name: str, at: datetime) -> Comment:
    """The same from a reader without an account, by name; raise RoundError too when there is no name."""
    if not name.strip():
        raise RoundError("Zeg eerst hoe je heet.")
    return Comment.objects.create(item=hold_item(item), reader_name=name.strip(), at=at, text=_said(text))


def _said(text: str) -> str:
    if not text.strip():
        raise RoundError("Schrijf eerst wat je wilt zeggen.")
    return text.strip()
