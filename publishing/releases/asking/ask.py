"""Asking for a freeze, which a worker then does."""

from datetime import datetime

from django.db import IntegrityError, transaction

from cms.accounts.models import User
from publishing.attempts.models import Attempt, State
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.asking.work import FREEZE
from publishing.releases.freeze import check_can_be_made


def ask_freeze(*, maker: str, about: int, number: str, by: User, at: datetime) -> tuple[AskedFreeze, bool]:
    """Return the one live freeze of ``number``, and whether it is a new one; raise RefusedError for a wrong number.

    One that was given up makes way for the new one. The caller hands the work out after the commit; the sweep does so
    too.
    """
    check_can_be_made(number)
    _give_way(number, at)
    try:
        with transaction.atomic():
            return AskedFreeze.objects.get_or_create(
                number=number,
                ended_at=None,
                defaults={"maker": maker, "about": about, "asked_by": by, "asked_at": at},
            )
    except IntegrityError:  # somebody asked at the same time
        return AskedFreeze.objects.live().get(number=number), False


def _give_way(number: str, at: datetime) -> None:
    """End what nobody tries again, with what went wrong as the reason."""
    for asked in AskedFreeze.objects.live().filter(number=number):
        newest = Attempt.objects.filter(kind=FREEZE.kind, subject=str(asked.pk)).order_by("-token").first()
        if newest is not None and newest.state == State.GIVEN_UP and newest.again_at is None:
            reasons = [{"text": newest.error}]
            AskedFreeze.objects.live().filter(pk=asked.pk).update(ended_at=at, is_refused=True, reasons=reasons)
