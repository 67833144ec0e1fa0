"""Freezing what somebody asked for, as work under attempts. A refusal is an answer; only what breaks is tried again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.attempts.works import Work
from publishing.freezing.errors import FreezeError
from publishing.freezing.freeze import FreezeRefusedError
from publishing.releases.asking.makers import MAKERS
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.asking.steps import AskedStep
from publishing.releases.errors import ReleaseError
from publishing.releases.steps import FreezeStep
from publishing.releases.tasks import nudge_pack
from publishing.store.base import StoreError


def _freeze(subject: str, held: Held) -> None:
    """Freeze, then note what came of it; a death in between freezes again, which is the same candidate."""
    asked = AskedFreeze.objects.select_related("asked_by").get(pk=int(subject))
    if asked.ended_at is None:
        reach(AskedStep.BEGUN)
        try:
            made = MAKERS[asked.maker](asked, held)
        except (ReleaseError, FreezeError) as error:
            _end(asked, held, is_refused=True, reasons=_reasons(error))
        else:
            _end(asked, held, release=made.release)
            nudge_pack(made.release)


def _end(asked: AskedFreeze, held: Held, **outcome: Any) -> None:
    with transaction.atomic():
        now = held.clock()
        held.check(now)
        AskedFreeze.objects.live().filter(pk=asked.pk).update(ended_at=now, **outcome)
        reach(AskedStep.OUTCOME_WRITTEN)
    reach(AskedStep.COMMITTED)


def _reasons(error: Exception) -> list[dict[str, str]]:
    if isinstance(error, FreezeRefusedError):
        return [{"text": str(one), "kind": one.kind, "uid": one.uid} for one in error.violations]
    return [{"text": str(error)}]


def _waiting(at: datetime) -> Iterable[str]:
    return map(str, AskedFreeze.objects.live().values_list("pk", flat=True))


def _describe(subject: str) -> str:
    asked = AskedFreeze.objects.filter(pk=subject).first()
    return subject if asked is None else str(asked)


FREEZE = Work(
    kind="freeze",
    label="Bevriezen van uitgave",
    steps=FreezeStep,
    run=_freeze,
    waiting=_waiting,
    describe=_describe,
    expected=(StoreError, OSError),
)
