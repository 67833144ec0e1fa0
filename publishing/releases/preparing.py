"""Preparation: everything about publishing that takes time, done beforehand and recorded with what it looked at."""

from datetime import date, datetime

from publishing.attempts.steps import reach
from publishing.releases.gates import gates
from publishing.releases.models import Preparation, Release
from publishing.releases.steps import PrepareStep


def prepare_release(*, release: Release, at: datetime) -> Preparation:
    """Let every gate look at ``release`` and return what they saw; twice is harmless.

    Raise RefusedError or TamperedError with what stands in the way. The pack lies where the public process reads when
    this returns, but no catalogue names it.
    """
    freeze = release.latest_freeze
    looked_at = {gate.name: gate.look(release, at=at) for gate in gates()}
    reach(PrepareStep.LOOKED)
    preparation = Preparation.objects.create(release=release, freeze=freeze, looked_at=looked_at, at=at)
    reach(PrepareStep.COMMITTED)
    return preparation


def departures_since(release: Release, day: date) -> list[str]:
    """Return what is no longer as the newest preparation saw it. Without one that is all there is to say."""
    preparation = release.preparations.order_by("pk").last()
    if preparation is None:
        return ["De uitgave is nog niet klaargemaakt om te publiceren."]
    if preparation.freeze_id != release.newest_freeze.pk:
        return ["De uitgave is opnieuw bevroren nadat zij was klaargemaakt."]
    said: list[str] = []
    for gate in gates():
        seen = preparation.looked_at.get(gate.name)
        said += [f"Nog niet bekeken: {gate.name}."] if seen is None else gate.departures(release, seen, day=day)
    return said
