"""What keeps a correction from going out, beside what keeps any release from it.

In place of a round that closed: what it was begun on is live still, and it is as somebody else agreed to it.
"""

from collections.abc import Iterator

from publishing.releases.assembling import Address
from publishing.releases.channels import live_channel
from publishing.releases.corrections.models import CorrectionChange
from publishing.releases.corrections.standing import changes_of, drop_of, made_by
from publishing.releases.models import Freeze


def changed_in(freeze: Freeze) -> frozenset[Address] | None:
    """Return which items ``freeze`` changed in the release it was made of; None for one that is no correction."""
    made = made_by(freeze.pk)
    if made is None:
        return None
    return frozenset(CorrectionChange.objects.filter(pk__in=made.changes).values_list("kind", "public_id"))


def correction_reasons(freeze: Freeze) -> Iterator[str]:
    """Yield why the correction that ``freeze`` was made of may not go out now; nothing for one that is none.

    As many queries whatever the size of the release.
    """
    made = made_by(freeze.pk)
    if made is None:
        return
    correction = made.correction
    if drop_of(correction) is not None:
        yield f"{correction} is ingetrokken."
    live = live_channel().current
    if live is None or live.pk != correction.base_id:
        yield (
            f"{correction} is gemaakt op uitgave {correction.base.number}, en live is nu {live and live.number}. "
            "Begin de correctie opnieuw op wat live is; de wijzigingen gaan mee."
        )
    changes = changes_of(correction)
    if [one.change.pk for one in changes] != made.changes:
        yield f"In {correction} is na het bevriezen iets veranderd. Bevries haar opnieuw."
    if waiting := [str(one.change) for one in changes if not one.is_approved]:
        yield f"Niet akkoord door iemand anders: {', '.join(waiting)}."
