"""Which proposals wait for a decision of one person, and how people go on from one intervention to the next."""

from collections.abc import Callable
from itertools import chain, dropwhile
from typing import Any

from django.urls import reverse
from wagtail.admin import messages

from cms.vetting.asked import asked_interventions
from cms.vetting.models import Verdict
from cms.vetting.progress import PROPOSING, Progress, Stage, by_risk, progress_of
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
    """Return the buttons for who decided on ``verdict``: the next that waits for ``user``, and the list."""
    following = _after(verdict.intervention_id, now, lambda one: waits_for(one, user) is not None)
    buttons = [messages.button(reverse("toetsing:index"), "Terug naar de toetsing")]
    if following is not None and following.verdict is not None:
        address = reverse("toetsing:decide", args=[following.verdict.pk])
        buttons.insert(0, messages.button(address, "Volgende voorstel"))
    return buttons


def ways_on_proposing(intervention: int, now: OpenRound | None) -> list[Any]:
    """Return the buttons for who proposed something about ``intervention``: the next that asks for it, and the list."""
    following = _after(intervention, now, lambda one: one.stage in PROPOSING and one.intervention.pk != intervention)
    buttons = [messages.button(reverse("toetsing:index"), "Terug naar de toetsing")]
    if following is not None:
        address = reverse("toetsing:propose", args=[following.intervention.pk])
        buttons.insert(0, messages.button(address, "Volgende interventie"))
    return buttons


def _after(intervention: int | None, now: OpenRound | None, waits: Callable[[Progress], bool]) -> Progress | None:
    """Return the first that ``waits`` below ``intervention`` in the list, or else from the top."""
    if now is None:
        return None
    listed = all_in_order(now)
    below = dropwhile(lambda one: one.intervention.pk != intervention, listed)
    return next(filter(waits, chain(below, listed)), None)
