"""Which proposals wait for a decision of one person, and how they go on from one to the next."""

from collections.abc import Iterator
from itertools import chain, dropwhile
from typing import Any

from django.urls import reverse
from wagtail.admin import messages

from cms.vetting.asked import asked_interventions
from cms.vetting.models import Verdict
from cms.vetting.progress import Progress, Stage, by_risk, progress_of
from cms.vetting.rounds import OpenRound, interventions_in_round
from cms.vetting.screens.verdicts.access import DECIDE


def all_in_order(now: OpenRound) -> list[Progress]:
    """Return how far each intervention is that the round ``now`` asks about, in the order of *Toetsing*."""
    return by_risk(progress_of(asked_interventions(interventions_in_round()).order_by("name", "pk"), now))


def waits_for(one: Progress, user: Any) -> Verdict | None:
    """Return the proposal that ``user`` may decide on: somebody else's, on which nobody decided yet."""
    verdict = one.verdict
    if verdict is None or one.stage is not Stage.ASKS_DECISION or verdict.proposed_by_id == user.pk:
        return None
    return verdict if user.has_perm(DECIDE) else None


def ways_on(verdict: Verdict, now: OpenRound | None, user: Any) -> list[Any]:
    """Return the buttons for who is done with ``verdict``: the next that waits for ``user``, and the list."""
    following = None if now is None else _next_after(verdict, now, user)
    buttons = [messages.button(reverse("toetsing:index"), "Terug naar de toetsing")]
    if following is not None:
        buttons.insert(0, messages.button(reverse("toetsing:decide", args=[following.pk]), "Volgende voorstel"))
    return buttons


def _next_after(verdict: Verdict, now: OpenRound, user: Any) -> Verdict | None:
    """Return the first that waits for ``user`` below ``verdict``, or else from the top."""
    listed = all_in_order(now)
    below = dropwhile(lambda one: one.intervention.pk != verdict.intervention_id, listed)
    waiting: Iterator[Verdict | None] = (waits_for(one, user) for one in chain(below, listed))
    return next(filter(None, waiting), None)
