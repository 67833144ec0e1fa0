"""Whose turn it is with a candidate, told to one reader: what it waits for, and why there is no button for them."""

from cms.accounts.models import User
from publishing.releases.approving import (
    agreement_on,
    approving_roles,
    asked_to_approve,
    people_who_approve,
    people_who_froze,
    who_approves,
)
from publishing.releases.hindrances import hindrances
from publishing.releases.models import Release
from publishing.releases.screens.access import FREEZE, PUBLISH

HELD = "Goedkeuren kan pas als niets haar meer tegenhoudt. Bij 'Publiceren' staat wat dat is."


def next_with(candidate: Release, viewer: User) -> str:
    """Return what is next with ``candidate``, as the end of a sentence that leads to its page."""
    if held := candidate.latest_freeze.holds_back("haar"):
        return f"zij kan zo niet gepubliceerd worden. {held}. {_mending(may_freeze=viewer.has_perm(FREEZE))}"
    for reason in hindrances(candidate):
        return f"zij kan zo niet gepubliceerd worden. {reason}"
    agreement = agreement_on(candidate)
    if agreement.pair:
        return _approved(may_publish=viewer.has_perm(PUBLISH))
    people = {one.pk: approving_roles(one) for one in people_who_approve()}
    if viewer.pk in asked_to_approve(agreement, people_who_froze(candidate), people):
        return "lees wat er verandert en keur haar goed."
    return f"zij wacht op een ander. {agreement.missing}"


def _mending(*, may_freeze: bool) -> str:
    if may_freeze:
        return "Los dat op en bevries opnieuw."
    return "Zij wacht op een redacteur, die dat oplost, en wordt dan opnieuw bevroren."


def _approved(*, may_publish: bool) -> str:
    return "zij is goedgekeurd. " + ("Je kunt haar publiceren." if may_publish else "De publicist kan haar publiceren.")


def why_no_approving(viewer: User, *, is_held: bool) -> str:
    """Return why ``viewer`` cannot approve a candidate that they did not approve yet; empty when they can."""
    if not approving_roles(viewer):
        return who_approves()
    return HELD if is_held else ""
