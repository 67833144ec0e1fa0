"""Freezing what a round took in."""

from publishing.attempts.held import Held
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.errors import RefusedError
from publishing.releases.freeze import FreezeResult, freeze_release
from publishing.rounds.models import Round


def freeze_round(asked: AskedFreeze, held: Held) -> FreezeResult:
    """Freeze the round whose year ``asked`` is about; raise RefusedError or FreezeError."""
    round = Round.objects.filter(year=asked.about).first()
    if round is None:
        raise RefusedError(f"Er is geen jaarronde {asked.about}.")
    return freeze_release(
        number=asked.number,
        reference_date=round.reference_date,
        round_year=round.year,
        by=asked.asked_by,
        at=held.clock(),
        held=held,
    )
