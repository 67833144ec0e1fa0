"""What a document would be in the release that is being worked on. Who keeps rounds answers through a hook."""

from typing import Any

from django.utils import timezone
from wagtail import hooks

from publishing.freezing.context import FreezeContext
from publishing.freezing.released import released_ids
from publishing.freezing.surroundings import read_context
from publishing.freezing.vetting_round import VettingRound


def upcoming_context() -> FreezeContext:
    """Return the context of the freeze that is worked towards: that of the open round, or one of today without it.

    The Wagtail hook ``round_to_freeze``, a callable ``() -> VettingRound | None``, tells of the round.
    """
    ask: Any = next(iter(hooks.get_hooks("round_to_freeze")), None)
    round: VettingRound | None = None if ask is None else ask()
    day = timezone.localdate() if round is None else round.reference_date
    return read_context("default", reference_date=day, fixed_ids=released_ids(), round=round)
