"""Freezing a correction that somebody asked for on its page."""

from publishing.attempts.held import Held
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.corrections.models import Correction
from publishing.releases.freeze import FreezeResult

CORRECTION = "correctie"


def freeze_asked(asked: AskedFreeze, held: Held) -> FreezeResult:
    """Freeze the correction that ``asked`` is about; raise RefusedError."""
    correction = Correction.objects.get(pk=asked.about)
    return freeze_correction(correction=correction, by=asked.asked_by, at=held.clock(), held=held)
