"""Of what a release was made, and where that is: the round whose items it holds, or the correction that changed one."""

from typing import NamedTuple

from django.urls import reverse

from publishing.releases.models import Release
from publishing.rounds.models import Round


class Origin(NamedTuple):
    """What it was made of, in a word or two, and its address."""

    label: str
    address: str


def origin_of(release: Release) -> Origin | None:
    """Return of what ``release`` was last frozen; None when that was no round and no correction. Two queries."""
    newest = release.freezes.defer("findings", "new_ids", "left_out").select_related("correction__correction")
    freeze = newest.latest("pk")
    made = getattr(freeze, "correction", None)
    if made is not None:
        return Origin(str(made.correction), reverse("correcties:show", args=[made.correction_id]))
    round = Round.objects.filter(year=freeze.round_year or 0).first()
    if round is None:
        return None
    closed = reverse("jaarronde:closed", args=[round.year])
    return Origin(str(round), closed if round.closed_at else reverse("jaarronde:index"))


def latest_numbered(number: str) -> Release | None:
    """Return the release of that number: what is published, otherwise the candidate."""
    return Release.objects.published().filter(number=number).first() or Release.objects.candidate(number)
