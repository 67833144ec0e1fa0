"""What people do around an item beside reviewing it: take it on, talk about it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from publishing.rounds.errors import RoundError
from publishing.rounds.held import hold_item, hold_open_round
from publishing.rounds.models import Comment, Round, RoundItem


@transaction.atomic
def assign_items(*, round: Round, items: Iterable[RoundItem], to: Any) -> int:
    """Give ``items`` of ``round`` to a person, or to nobody; return how many. Raise RoundError for who left."""
    held = hold_open_round(round.pk)
    if to is not None and not to.is_active:
        raise RoundError(f"{to} werkt hier niet meer. Kies iemand anders.")
    return held.items.filter(pk__in=[item.pk for item in items]).update(assigned_to=to)


@transaction.atomic
def comment_on_item(*, item: RoundItem, text: str, by: Any, at: datetime) -> Comment:
    """Add to the thread of ``item``; raise RoundError for an empty text or a closed round."""
    return Comment.objects.create(item=hold_item(item), author=by, at=at, text=_said(text))


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
